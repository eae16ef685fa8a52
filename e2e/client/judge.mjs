// Counts the calls, tells one line for each, and knows what a refusal looks like to the client.

import assert from 'node:assert/strict'

import { HttpError } from '@influxdata/influxdb-client'

export class Judge {
  passed = 0
  #tell

  constructor(tell = console.log) {
    this.#tell = tell
  }

  /** Runs one call with its assertions; what it returns is handed on. */
  async call(sentence, carryOut) {
    try {
      const answer = await carryOut()
      this.passed += 1
      this.#tell(`ok ${this.passed} - ${sentence}`)
      return answer
    } catch (error) {
      this.#tell(`not ok ${this.passed + 1} - ${sentence}`)
      throw error
    }
  }

  /** A call that the server refuses, as the client throws it. */
  async refused(sentence, expected, carryOut) {
    await this.call(sentence, () => refused(expected, carryOut))
  }
}

/**
 * Waits for the client's error and looks at all that it says: the status, and the two members of the body.
 * A message may be a text or a pattern.
 */
async function refused({ status, code, message }, carryOut) {
  const error = await carryOut().then(
    (answer) => assert.fail(`it was answered with ${JSON.stringify(answer)}`),
    (error) => error,
  )
  assert.ok(error instanceof HttpError, `no HttpError but ${error}`)
  assert.equal(error.statusCode, status)
  assert.equal(error.code, code)
  assert.deepEqual(Object.keys(error.json).sort(), ['code', 'message'])
  if (message instanceof RegExp) {
    assert.match(error.message, message)
  } else {
    assert.equal(error.message, message)
  }
  assert.equal(error.headers['x-platform-error-code'], code)
}
