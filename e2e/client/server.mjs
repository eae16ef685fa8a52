// The stand-in as a program of its own, started on a free port.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export class Server {
  #child

  constructor(child, url) {
    this.#child = child
    this.url = url
  }

  /** Starts it and waits for the line that tells its address. */
  static async start(program, flags) {
    const child = spawn(program, ['--listen', '127.0.0.1:0', ...flags], { stdio: ['ignore', 'pipe', 'inherit'] })
    const failed = once(child, 'exit').then(([code]) => {
      throw new Error(`${program} ended with ${code} before it told its address`)
    })
    const told = once(createInterface({ input: child.stdout }), 'line')
    const [line] = await Promise.race([told, failed])
    // From here on its end is waited for by stop().
    failed.catch(() => {})
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)
    if (!url) {
      child.kill()
      throw new Error(`${program} said no address but: ${line}`)
    }
    return new Server(child, url[0])
  }

  async stop() {
    const ended = once(this.#child, 'exit')
    this.#child.kill()
    await ended
  }
}
