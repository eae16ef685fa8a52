// Makes the pictures in docs/screenshots/ from the built console and the demo data.
//
// Whoever makes them anew gets the same ones: the clock stands, nothing moves, the address is the one that
// `cargo xtask run` serves on, and the one secret that is shown is made up here.
//
// From the environment: BASE_URL, CLUSTER_URL and WITHOUT_API_URL, where the console is served with the demo data of InfluxDB 2
// and of two clusters; TOKEN, an operator token of the first; CLUSTER_TOKEN, the management token of the first; CHROMIUM, a browser to use.

import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import process from 'node:process'

import { Browser, expect } from './conform/browser.mjs'
import * as form from './conform/form.mjs'
import { enterOrg, signInWithPassword } from './conform/sign-in.mjs'
import { signInWithToken } from './conform/token-sign-in.mjs'
import { addresses, CLUSTER, fetched, SHOWN, WITHOUT_API } from './shots/address.mjs'
import { cluster, clusterWithoutApi } from './shots/cluster.mjs'
import { tokenLife, v1Credentials } from './shots/life.mjs'
import { lostAnswers } from './shots/lost-answers.mjs'
import { manyAtOnce } from './shots/many.mjs'
import { packed } from './shots/png.mjs'
import { keptStates, unkeptStates } from './shots/reveal.mjs'

const FOLDER = new URL('../docs/screenshots/', import.meta.url)
const LARGEST = 200_000
const LIST_HEIGHT = 832

/** The day after the newest token of the demo data. */
const NOW = new Date('2026-04-17T07:41:00Z')

/** When InfluxDB's ids began to count, in milliseconds. */
const EPOCH = 1_491_696_000_000
let madeUp = 0n

const ACCOUNT = { username: 'mira.okafor', password: 'brackwater-demo', org: 'brackwater-plants' }
/** As long as a real one. */
const SECRET = 'a-secret-that-only-the-pictures-in-the-documentation-show_it-opens-nothing-anywhere_01-A=='.slice(-88)

const WIDE = { width: 1440, height: 900 }
/** Where what is shown looks different enough to be shown again; the first screen shows everything. */
const SCREENS = [
  { ending: '', viewport: WIDE, colorScheme: 'light' },
  { ending: '-dark', viewport: WIDE, colorScheme: 'dark', only: ['sign-in', 'tokens', 'token', 'new-token', 'reveal'] },
  { ending: '-768', viewport: { width: 768, height: 1024 }, only: ['tokens', 'new-token'] },
  { ending: '-390', viewport: { width: 390, height: 844 }, only: ['sign-in', 'tokens', 'new-token', 'reveal'] },
  { ending: '-320', viewport: { width: 320, height: 720 }, only: ['new-token'] },
]

const browser = await Browser.launch(process.env.CHROMIUM ?? process.env.CHROME, [
  `--host-resolver-rules=${addresses()}`,
  // Text and edges come out the same only if one thread draws them whole, and alike on every processor.
  '--font-render-hinting=none',
  '--disable-partial-raster',
  '--num-raster-threads=1',
  '--disable-skia-runtime-opts',
])
try {
  await emptyFolder()
  await makeEmptyOrg()
  for (const screen of SCREENS) {
    await sequence(screen)
    await v1Sequence(screen)
    await clusterSequence(screen)
  }
  browser.hadNoTrouble()
  await report()
} finally {
  await browser.close()
}

/** The screens in the order in which a person meets them; each is a picture. */
async function sequence({ ending, only, viewport, colorScheme = 'light' }) {
  const page = await open({ viewport, colorScheme })
  const shoot = async (what) => {
    if (!only || only.includes(what)) await picture(page, what + ending)
  }

  await page.goto('')
  await expect(page.getByText('served this page')).toBeVisible()
  await expect(page.getByText(/InfluxDB \d/)).toBeVisible()
  await shoot('sign-in')
  await signInWithToken(page, 'a-token-of-some-other-server')
  await expect(page.getByRole('alert')).toBeVisible()
  await shoot('sign-in-wrong-token')

  await signInWithPassword(page, ACCOUNT)
  await enterOrg(page, ACCOUNT.org)
  const tokens = page.getByRole('grid', { name: 'Tokens' })
  await expect(tokens.getByText('plant-a/metrics for the digital twin')).toBeVisible()
  // A lower window has fewer rows: all that is shown, and no picture beyond the limit.
  await page.setViewportSize({ ...viewport, height: Math.min(viewport.height, LIST_HEIGHT) })
  await shoot('tokens')
  await page.setViewportSize(viewport)
  // Its row must be in sight.
  if (!only || only.includes('token')) await tokenLife(page, shoot)
  const search = page.getByLabel('Search tokens')
  await search.fill('boiler room')
  await expect(page.getByRole('heading', { name: 'No token matches' })).toBeVisible()
  await shoot('tokens-no-match')
  await enterOrg(page, 'brackwater-archive')
  await expect(page.getByRole('heading', { name: 'No tokens yet' })).toBeVisible()
  await shoot('tokens-empty')
  await enterOrg(page, ACCOUNT.org)

  await fillForm(page)
  await shoot('new-token')
  await form.create(page)
  await shoot('reveal')
  const dialog = form.dialog(page)
  if (!only) await unkeptStates(page, dialog, shoot)
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(dialog.getByText('Copied.')).toBeVisible()
  await shoot('reveal-copied')
  if (!only) {
    await keptStates(page, dialog, shoot)
    await dialog.getByRole('button', { name: 'Done' }).click()
    await waysToStart(page, shoot)
    await manyAtOnce(page, shoot)
    await fillForm(page)
    await lostAnswers(page, { ...ACCOUNT, now: NOW, nextId }, shoot)
  }
  await page.context().close()
}

/** The screens that a session's cookie does not reach. */
async function v1Sequence({ ending, viewport, colorScheme }) {
  if (ending) return
  const page = await open({ viewport, colorScheme })
  await page.goto('')
  await signInWithToken(page, process.env.TOKEN)
  await enterOrg(page, ACCOUNT.org)
  await v1Credentials(page, (what) => picture(page, what))
  await page.context().close()
}

/** The page for clusters. */
async function clusterSequence({ ending, viewport, colorScheme }) {
  const only = { '-dark': ['cluster-new-token'], '-390': ['cluster-tokens', 'cluster-new-token'] }
  if (ending && !only[ending]) return
  const shots = (page) => async (what) => {
    if (!ending || only[ending].includes(what)) await picture(page, what + ending)
  }
  const page = await open({ viewport, colorScheme, baseURL: `http://${CLUSTER}/cluster.html` })
  await cluster(page, process.env.CLUSTER_TOKEN, shots(page), !ending)
  await page.context().close()
  if (ending) return
  const other = await open({ viewport, colorScheme, baseURL: `http://${WITHOUT_API}/cluster.html` })
  await clusterWithoutApi(other, shots(other))
  await other.context().close()
}

/** A pasted command, and a copy of a token with what was changed in it. */
async function waysToStart(page, shoot) {
  await form.openForm(page)
  await page.getByRole('button', { name: 'Paste a command, JSON or permissions' }).click()
  const paste = page.getByRole('dialog', { name: 'Paste a command, JSON or permissions' })
  await paste.getByRole('textbox').fill('influx auth create --org brackwater-plants --read-bucket weather --write-buckets')
  await expect(paste.getByText('here the bucket was looked up by its name')).toBeVisible()
  await shoot('paste')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Clone a token' }).click()
  await page.getByRole('dialog').getByRole('combobox').fill('grafana: control room')
  await page.getByRole('listbox', { name: 'Matching tokens' }).getByRole('option').first().click()
  await form.grant(page, 'Write', 'bucket', 'weather')
  await expect(page.getByText('Write can also delete').first()).toBeVisible()
  await shoot('clone')
}

/** Read on everything of plant A, write on what is made of it. */
async function fillForm(page) {
  await form.openForm(page)
  await form.filter(page).fill('plant-*')
  for (const what of ['metrics', 'alarms', 'events']) {
    await form.tick(page, 'Read', `bucket plant-a/${what}`).check()
  }
  await form.tick(page, 'Write', 'bucket plant-a/events').check()
  await expect(page.getByText('4 ticked')).toBeVisible()
}

async function open({ viewport, colorScheme, baseURL = `http://${SHOWN}/` }) {
  const context = await browser.context({
    baseURL,
    viewport,
    colorScheme,
    deviceScaleFactor: 1,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  await context.clock.setFixedTime(NOW)
  await context.route('**/api/v2/authorizations', (route) =>
    route.request().method() === 'POST' ? makeUp(route) : route.continue(),
  )
  return context.newPage()
}

/** Takes the new token away again, and shows an id and a secret that are the same every time. */
async function makeUp(route) {
  const answer = await fetched(route)
  if (answer.status() !== 201) return route.fulfill({ response: answer })
  const made = await answer.json()
  await fetched(route, `/${made.id}`, { method: 'DELETE', postData: '' })
  return route.fulfill({ response: answer, json: { ...made, id: nextId(), token: SECRET } })
}

/** Ids of tokens that were made where the clock of the pictures stands. */
function nextId() {
  madeUp += 1n
  return ((BigInt(NOW.getTime() - EPOCH) << 22n) + (madeUp << 12n)).toString(16).padStart(16, '0')
}

/** An organization without tokens, made with the session of a page that is closed again. */
async function makeEmptyOrg() {
  const page = await open({ viewport: WIDE, colorScheme: 'light' })
  await page.goto('')
  await signInWithPassword(page, ACCOUNT)
  await enterOrg(page, ACCOUNT.org)
  const { status, text } = await page.evaluate(async () => {
    const answer = await fetch('api/v2/orgs', { method: 'POST', body: JSON.stringify({ name: 'brackwater-archive' }) })
    return { status: answer.status, text: await answer.text() }
  })
  if (status !== 201) throw new Error(`no organization was made: ${status} ${text}`)
  await page.context().close()
}

/** Pictures that are made no more must not stay; those of other engines are made by `e2e/pictures`. */
async function emptyFolder() {
  await mkdir(FOLDER, { recursive: true })
  for (const file of await readdir(FOLDER)) {
    if (file.endsWith('.png') && !/^(firefox|webkit)-/.test(file)) await rm(new URL(file, FOLDER))
  }
}

async function picture(page, name) {
  await page.mouse.move(0, 0)
  await page.evaluate(() => document.fonts.ready)
  const taken = await page.screenshot({ animations: 'disabled' })
  await writeFile(new URL(`${name}.png`, FOLDER), packed(taken))
}

/** Says what was made, and fails if one is too large for a repository. */
async function report() {
  for (const file of (await readdir(FOLDER)).sort()) {
    const { size } = await stat(new URL(file, FOLDER))
    console.log(`docs/screenshots/${file} ${Math.ceil(size / 1000)} kB`)
    if (size > LARGEST) {
      console.error(`${file} has ${size} bytes; at most ${LARGEST} are allowed.`)
      process.exitCode = 1
    }
  }
}
