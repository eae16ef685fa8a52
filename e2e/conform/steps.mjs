// Steps: each one a line, numbered, with how long it took.

export class Steps {
  passed = 0

  /** Carries a step out; what it returns is handed on. */
  async step(sentence, carryOut) {
    const begun = performance.now()
    const took = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`
    try {
      const answer = await carryOut()
      this.passed += 1
      console.log(`ok ${this.passed} - ${sentence} (${took()})`)
      return answer
    } catch (error) {
      console.log(`not ok ${this.passed + 1} - ${sentence} (${took()})`)
      throw error
    }
  }
}
