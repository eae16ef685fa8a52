// The address in the pictures, and where it really leads.

import process from 'node:process'

if (!process.env.BASE_URL) {
  console.error('BASE_URL is not set; see the head of shots.mjs.')
  process.exit(2)
}

/** What the pictures show; the browser is told that the server is there. */
export const SHOWN = '127.0.0.1:8087'
/** Where it is. */
export const served = new URL(process.env.BASE_URL).host

/** Sends a page's request, or one like it below the same address; unlike the browser, this call would not find the server. */
export function fetched(route, below = '', changes = {}) {
  const url = route.request().url().replace(SHOWN, served) + below
  return route.fetch({ url, ...changes })
}
