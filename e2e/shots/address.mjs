// The address in the pictures, and where it really leads.

import process from 'node:process'

if (!process.env.BASE_URL) {
  console.error('BASE_URL is not set; see the head of shots.mjs.')
  process.exit(2)
}

/** What the pictures show; the browser is told that the servers are there: InfluxDB 2, and clusters with an API and without. */
export const SHOWN = '127.0.0.1:8087'
export const CLUSTER = '127.0.0.1:8088'
export const WITHOUT_API = '127.0.0.1:8089'

const served = {
  [SHOWN]: process.env.BASE_URL,
  [CLUSTER]: process.env.CLUSTER_URL,
  [WITHOUT_API]: process.env.WITHOUT_API_URL,
}

/** What the browser is told about where the addresses in the pictures lead. */
export function addresses() {
  return Object.entries(served).map(([shown, url]) => `MAP ${shown} ${new URL(url).host}`).join(', ')
}

/** Sends a page's request, or one like it below the same address; unlike the browser, this call would not find the server. */
export function fetched(route, below = '', changes = {}) {
  const { host, origin } = new URL(route.request().url())
  const url = route.request().url().replace(origin, served[host]) + below
  return route.fetch({ url, ...changes })
}
