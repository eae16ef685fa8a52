// A test of the judge: a stand-in that answers one thing wrongly must not pass.

import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { once } from 'node:events'

import { Judge } from './judge.mjs'
import { Server } from './server.mjs'
import * as authorizations from './authorizations.mjs'
import * as refusals from './refusals.mjs'
import * as setup from './setup.mjs'

const AUTHORIZATION = /^\/api\/v2\/authorizations\/[0-9a-f]{16}$/

/** What is told, how the answer is changed, and the call that notices it. */
const LIES = [
  {
    lie: 'the value of a token that was hashed is shown',
    change: ({ path, body }) => AUTHORIZATION.test(path) && { body: body.replace('"token": ""', '"token": "shown"') },
    noticed: 'found by id, its value is empty',
  },
  {
    lie: 'deleting answers 200',
    change: ({ method, path }) => method === 'DELETE' && AUTHORIZATION.test(path) && { status: 200 },
    noticed: 'it is deleted',
  },
  {
    lie: 'an error has one word too many',
    change: ({ body }) => ({ body: body.replace('authorization must include permissions', '$&, sorry') }),
    noticed: 'a new token without permissions is refused',
  },
  {
    lie: 'setup is allowed twice',
    change: ({ body }) => ({ body: body.replace('"allowed": false', '"allowed": true') }),
    noticed: 'a server with a user allows no setup',
  },
]

/** Tells each lie to a judge, and fails if it is not noticed at the call where it can be. */
export async function areNoticed(program, profile) {
  for (const { lie, change, noticed } of LIES) {
    const server = await Server.start(program, ['--profile', profile.name, '--empty'])
    const liar = await Liar.before(server.url, change)
    const said = []
    const judge = new Judge((line) => said.push(line))
    try {
      const judged = setup
        .judge(judge, liar.url, profile)
        .then(async (stand) => {
          await authorizations.judge(judge, stand)
          await refusals.judge(judge, stand)
        })
      await assert.rejects(judged, undefined, `nobody noticed that ${lie}`)
      assert.equal(said.at(-1).replace(/^not ok \d+ - /, ''), noticed)
    } finally {
      liar.stop()
      await server.stop()
    }
    console.log(`# noticed: ${lie}`)
  }
}

/** Passes calls on to a server and changes its answers. */
class Liar {
  #listener

  constructor(listener) {
    this.#listener = listener
    this.url = `http://127.0.0.1:${listener.address().port}`
  }

  static async before(server, change) {
    const listener = createServer(async (request, response) => {
      const chunks = await request.toArray()
      const { method, url: path, headers } = request
      const answer = await fetch(server + path, {
        method,
        headers: { authorization: headers.authorization ?? '', 'content-type': headers['content-type'] ?? '' },
        body: chunks.length > 0 ? Buffer.concat(chunks) : undefined,
      })
      const told = { method, path, status: answer.status, body: await answer.text() }
      const { status, body } = { ...told, ...change(told) }
      const kept = ['content-type', 'x-platform-error-code'].filter((name) => answer.headers.has(name))
      response.writeHead(status, Object.fromEntries(kept.map((name) => [name, answer.headers.get(name)])))
      response.end(body)
    }).listen(0, '127.0.0.1')
    await once(listener, 'listening')
    return new Liar(listener)
  }

  stop() {
    this.#listener.close()
    this.#listener.closeAllConnections()
  }
}
