// Lets InfluxData's published JavaScript client judge a server.
//
// A client that was written by the server's makers, and not for this project, calls the stand-in as it calls InfluxDB.
// Each call is one line; the first that is answered differently ends the run with exit code 1.
//
//   node client.mjs --sandbox PROGRAM          stand-ins of each profile below, on which nobody has run setup
//   node client.mjs --url URL --token TOKEN    a server that runs already; the token is an operator's
//
// Both can be given, also as SANDBOX, BASE_URL and TOKEN in the environment.

import process from 'node:process'
import { parseArgs } from 'node:util'

import { Judge } from './client/judge.mjs'
import { Server } from './client/server.mjs'
import { Stand } from './client/stand.mjs'
import * as authorizations from './client/authorizations.mjs'
import * as buckets from './client/buckets.mjs'
import * as data from './client/data.mjs'
import * as lies from './client/lies.mjs'
import * as orgs from './client/orgs.mjs'
import * as probes from './client/probes.mjs'
import * as refusals from './client/refusals.mjs'
import * as setup from './client/setup.mjs'
import * as signIn from './client/sign-in.mjs'
import * as telegrafs from './client/telegrafs.mjs'
import * as users from './client/users.mjs'

/** The versions that were recorded from real servers, with what the client cannot know beforehand. */
const PROFILES = [
  { name: 'oss-2.9', version: 'v2.9.1', hashes: true },
  { name: 'oss-2.7', version: 'v2.7.12', hashes: false },
]

/** What is asked of every server, in this order. */
const TOPICS = [probes, signIn, authorizations, refusals, users, orgs, buckets, telegrafs, data]

const judge = new Judge()
const { sandbox, url, token } = told()

try {
  if (sandbox) {
    for (const profile of PROFILES) {
      await judgeNew(sandbox, profile)
    }
    await lies.areNoticed(sandbox, PROFILES[0])
  }
  if (url) {
    console.log(`# ${url}`)
    await judgeAll(await Stand.at(url, token))
  }
  console.log(`client calls passed: ${judge.passed}`)
} catch (error) {
  console.error(error)
  process.exitCode = 1
}

function told() {
  const { values } = parseArgs({
    options: { sandbox: { type: 'string' }, url: { type: 'string' }, token: { type: 'string' } },
  })
  const { SANDBOX, BASE_URL, TOKEN } = process.env
  const told = {
    sandbox: values.sandbox ?? SANDBOX,
    url: (values.url ?? BASE_URL)?.replace(/\/+$/, ''),
    token: values.token ?? TOKEN,
  }
  if (!told.sandbox && !(told.url && told.token)) {
    console.error('Give --sandbox with the stand-in’s program, or --url and --token of a running server.')
    process.exit(2)
  }
  return told
}

/** A stand-in of its own, from its first call on. */
async function judgeNew(program, profile) {
  console.log(`# ${profile.name}`)
  const server = await Server.start(program, ['--profile', profile.name, '--empty'])
  try {
    await judgeAll(await setup.judge(judge, server.url, profile))
  } finally {
    await server.stop()
  }
}

async function judgeAll(stand) {
  for (const topic of TOPICS) {
    await topic.judge(judge, stand)
  }
}
