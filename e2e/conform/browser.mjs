// Chromium, and what must not happen in any of its pages.

import assert from 'node:assert/strict'
import process from 'node:process'

import { chromium, expect as impatient } from '@playwright/test'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** How long a page may take for one thing; a real server with hashed tokens on a busy machine is not fast. */
const PATIENCE = 20_000

/** Assertions that wait as long as everything else. */
export const expect = impatient.configure({ timeout: PATIENCE })

export class Browser {
  #browser
  #trouble = []

  constructor(browser) {
    this.#browser = browser
  }

  /**
   * Starts the browser at a path, or Playwright's own.
   *
   * An interruption closes it, which fails what is under way; whoever uses it then tidies up as after any failure.
   */
  static async launch(executablePath, flags = []) {
    const unhandled = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false }
    const args = [...FLAGS, ...flags]
    const browser = new Browser(await chromium.launch({ executablePath, args, ...unhandled }))
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.once(signal, () => browser.close())
    }
    return browser
  }

  /**
   * A page with nothing remembered, as wide as a usual screen.
   *
   * Every token that the page makes is noted with the server at once.
   */
  async page(baseUrl, server) {
    const context = await this.context({
      baseURL: `${baseUrl}/`,
      viewport: { width: 1440, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    const page = await context.newPage()
    page.on('response', (response) => {
      const made = response.request().method() === 'POST' && response.status() === 201
      if (made && response.url().endsWith('/api/v2/authorizations')) {
        // A page that is closed meanwhile takes the answer with it; the token is then found by its description.
        response.json().then(({ id }) => server.note(id), () => {})
      }
    })
    return page
  }

  /** A context whose pages are watched. */
  async context(options) {
    const context = await this.#browser.newContext(options)
    context.setDefaultTimeout(PATIENCE)
    context.on('page', (page) => this.#watch(page))
    return context
  }

  /** Neither an error on a page's console, nor a broken rule of its content security policy, nor a panic. */
  hadNoTrouble() {
    assert.deepEqual(this.#trouble, [])
  }

  close() {
    return this.#browser.close()
  }

  #watch(page) {
    page.on('pageerror', (error) => this.#trouble.push(String(error)))
    page.on('console', (message) => {
      // The browser reports every refused request by itself; the refusals here are asked for.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        this.#trouble.push(message.text())
      }
    })
  }
}
