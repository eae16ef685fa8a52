// Drives the built console in Chromium through its main job, against any running InfluxDB 2.
//
// It makes what it needs under a prefix of its own, looks on the server at what was really stored, prints one line a
// step, ends with exit code 1 at the first that fails, and removes all that it made, whatever happened.
//
// From the environment: BASE_URL, where the console and the server's API are one origin; SERVER, the same server's own
// address; USERNAME and PASSWORD of a user who may make buckets and tokens in ORG; CHROMIUM, a browser to use.

import process from 'node:process'

import { Browser } from './conform/browser.mjs'
import { makesAnyToken } from './conform/any-token.mjs'
import { asksWithoutMaking } from './conform/dry-run.mjs'
import { findsTheRow } from './conform/list.mjs'
import { makesAToken } from './conform/main-job.mjs'
import { offersManyBuckets } from './conform/many-buckets.mjs'
import { changesManyTokens } from './conform/many-tokens.mjs'
import { changesOneToken } from './conform/one-token.mjs'
import { offboardsAUser } from './conform/offboard.mjs'
import { outlivesItsSession } from './conform/session-loss.mjs'
import { signsInWithPassword, signsOut } from './conform/sign-in.mjs'
import { signsInWithTokens } from './conform/token-sign-in.mjs'
import { makesTokensForOthers } from './conform/recipient.mjs'
import { keepsV1Credentials } from './conform/v1-credentials.mjs'
import { startsFromWhatExists } from './conform/start.mjs'
import { Server } from './conform/server.mjs'
import { Steps } from './conform/steps.mjs'

const told = (name) => {
  const value = process.env[name]
  if (!value) {
    console.error(`${name} is not set; see the head of conform.mjs.`)
    process.exit(2)
  }
  return value
}

const baseUrl = told('BASE_URL').replace(/\/+$/, '')
const account = { username: told('USERNAME'), password: told('PASSWORD'), org: told('ORG') }
const steps = new Steps()
const server = new Server(told('SERVER').replace(/\/+$/, ''), account)
const browser = await Browser.launch(process.env.CHROMIUM ?? process.env.CHROME)

try {
  await drive()
} catch (error) {
  console.error(error.stack)
  process.exitCode = 1
} finally {
  await browser.close()
  await tidyUp()
}
console.log(`${steps.passed} passed, ${process.exitCode ? 1 : 0} failed`)

async function drive() {
  const about = await steps.step('the server answers, and the user may look at it', () => server.enter())
  console.log(`# ${about.product} at ${server.url}, as ${account.username} in ${account.org}`)
  const stage = await steps.step('what the steps work with is made through the API', () => server.prepare())

  const page = await browser.page(baseUrl, server)
  await signsInWithPassword(steps, page, { account, about, server })
  const made = await makesAToken(steps, page, { stage, about, server })
  await findsTheRow(steps, page, { stage, made })
  await makesAnyToken(steps, page, { stage, about, server })
  await startsFromWhatExists(steps, page, { about, server })
  await makesTokensForOthers(steps, page, { stage, about, server })
  await offersManyBuckets(steps, page, { stage, about, server })
  await changesOneToken(steps, page, { stage, server })
  await changesManyTokens(steps, page, { stage, server })
  await offboardsAUser(steps, page, { stage, about, server })
  await asksWithoutMaking(steps, { stage, about, server })
  await signsOut(steps, page, { server })

  await signsInWithTokens(steps, () => browser.page(baseUrl, server), { account, stage, about, server })
  await keepsV1Credentials(steps, await browser.page(baseUrl, server), { account, stage, about, server })
  await outlivesItsSession(steps, await browser.page(baseUrl, server), { account, stage, about, server })
  await steps.step('the browser reported no error', () => browser.hadNoTrouble())
}

async function tidyUp() {
  try {
    await steps.step('everything that was made is removed', () => server.tidyUp())
  } catch (error) {
    console.error(error.stack)
    process.exitCode = 1
  }
}
