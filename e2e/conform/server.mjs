// The server itself, asked directly: what is prepared there, what was really stored, and what is to be removed.
//
// It speaks with a session of its own, so that nothing here depends on the console.

import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'

/** As many as a client with the default page, or with one page only, would not find. */
const MANY = 120

const API = '/api/v2'

/** What the console should call the server; one that was built by hand may tell no version. */
function productOf(header) {
  const version = /^v?(\d+\.\d+\.\d+)/.exec(header ?? '')
  return version ? `InfluxDB ${version[1]}` : 'InfluxDB'
}

export class Server {
  #account
  #about
  #cookie
  #org
  #made = { authorizations: new Set(), buckets: new Set(), telegrafs: new Set(), users: new Set() }

  constructor(url, account) {
    this.url = url
    this.prefix = `console-conform-${randomBytes(2).toString('hex')}`
    this.#account = account
  }

  /** Signs in, and tells what the console should show. */
  async enter() {
    const { username, password, org } = this.#account
    const basic = Buffer.from(`${username}:${password}`).toString('base64')
    const signedIn = await fetch(`${this.url}${API}/signin`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
    })
    assert.equal(signedIn.status, 204, `signing in as ${username} was answered with ${signedIn.status}`)
    this.#cookie = signedIn.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ')
    const me = await this.#json('GET', '/me')
    const { orgs } = await this.#json('GET', `/orgs?org=${encodeURIComponent(org)}`)
    this.#org = orgs[0]
    const types = await this.#json('GET', '/resources')
    // The configuration is shown to whoever holds every right of the server, and to nobody else.
    const config = await this.ask('GET', '/config')
    const product = productOf(config.headers.get('x-influxdb-version'))
    this.#about = { me, org: this.#org, types, product, isOperator: config.status === 200 }
    return this.#about
  }

  /** Makes what the steps work with. */
  async prepare() {
    const [read, written] = [await this.#makeBucket('r'), await this.#makeBucket('w')]
    const telegraf = await this.#makeTelegraf('t')
    const orgID = this.#org.id
    const readsOne = [{ action: 'read', resource: { type: 'buckets', id: read.id, orgID } }]
    const limited = await this.#makeToken('limited', readsOne)
    const inactive = await this.#makeToken('inactive', readsOne, 'inactive')
    return { prefix: this.prefix, read, written, telegraf, limited, inactive }
  }

  /** More buckets than fit on one page. */
  async makeManyBuckets() {
    const buckets = []
    for (let number = 1; number <= MANY; number += 1) {
      buckets.push(await this.#makeBucket(`many-${number}`))
    }
    return buckets
  }

  /** A token with every right that an all-access token has, made without the console. */
  async makeAllAccess(about, name) {
    const orgID = this.#org.id
    const scope = (type) => {
      if (type === 'orgs') return { type, id: orgID }
      if (type === 'users') return { type, id: about.me.id }
      return { type, orgID }
    }
    const permissions = about.types
      .filter((type) => type !== 'instance')
      .flatMap((type) => ['read', 'write'].map((action) => ({ action, resource: scope(type) })))
      .filter(({ action, resource }) => !(resource.type === 'orgs' && action === 'write'))
    return this.#makeToken(name, permissions)
  }

  /** A token with just these rights. */
  makeToken(name, permissions) {
    return this.#makeToken(name, permissions)
  }

  /** A token of somebody else with just these rights, made without the console. */
  makeTokenFor(userID, name, permissions) {
    const description = `${this.prefix} ${name}`
    return this.#make('authorizations', { orgID: this.#org.id, userID, description, status: 'active', permissions })
  }

  /** The tokens of a user. */
  async tokensOf(userID) {
    return (await this.#json('GET', `/authorizations?userID=${userID}`)).authorizations
  }

  /** A token that reads all buckets, made without the console. */
  async makeReader(name) {
    const orgID = this.#org.id
    return this.#makeToken(name, [{ action: 'read', resource: { type: 'buckets', orgID } }])
  }

  /** A user, made without the console. */
  makeUser(name) {
    return this.#make('users', { name: `${this.prefix}-${name}` })
  }

  /** The user of a name, who is removed in the end. */
  async userNamed(name) {
    const { users } = await this.#json('GET', `/users?name=${encodeURIComponent(name)}`)
    this.#made.users.add(users[0].id)
    return users[0]
  }

  /** How many tokens of the organization the user is shown. */
  async countTokens() {
    return (await this.#tokens()).length
  }

  /** What the server stored of a token. */
  stored(id) {
    return this.#json('GET', `/authorizations/${id}`)
  }

  /** The token with this description. */
  async tokenDescribed(description) {
    const found = (await this.#tokens()).filter((token) => token.description === description)
    assert.equal(found.length, 1, description)
    return found[0]
  }

  /** What the server stored of a 1.x credential; its name stands where tokens have their value. Only a token reaches these. */
  async v1(token, name) {
    const answer = await this.#private('GET', token)
    const { authorizations } = await answer.json()
    return authorizations.find((one) => one.token === name)
  }

  /** How a query of a 1.x program with this name and password is answered. */
  async query(name, password) {
    const query = new URLSearchParams({ db: this.prefix, q: 'SHOW DATABASES', u: name, p: password })
    return (await fetch(`${this.url}/query?${query}`)).status
  }

  #private(method, token, id = '') {
    const path = `/private/legacy/authorizations${id || `?orgID=${this.#org.id}`}`
    return fetch(`${this.url}${path}`, { method, headers: { authorization: `Token ${token}` } })
  }

  /** Takes a token away, as somebody else might at any time. */
  async deleteToken(id) {
    assert.equal((await this.ask('DELETE', `/authorizations/${id}`)).status, 204)
  }

  /** Notes a token that the console made, so that it is removed whatever happens then. */
  note(id) {
    this.#made.authorizations.add(id)
  }

  /** Asks with the session of this run, or with a token. */
  ask(method, path, { token, body, type = 'application/json', cookie = this.#cookie } = {}) {
    const credential = token ? { authorization: `Token ${token}` } : { cookie }
    return fetch(`${this.url}${API}${path}`, {
      method,
      headers: { ...credential, ...(body && { 'content-type': type }) },
      body,
    })
  }

  /** Writes nothing into a bucket: the answer tells whether the token might write there. */
  async tryWriting(token, bucket) {
    const path = `/write?orgID=${this.#org.id}&bucket=${bucket.id}`
    return (await this.ask('POST', path, { token, body: '# nothing', type: 'text/plain' })).status
  }

  /** Removes all that was made, and looks whether it is gone. */
  async tidyUp() {
    if (!this.#org) return
    const trouble = []
    for (const token of await this.#tokens()) {
      if (this.#isOurs(token, 'description')) this.note(token.id)
    }
    await this.#noteUsers()
    await this.#removeV1(trouble)
    for (const [kind, ids] of Object.entries(this.#made)) {
      for (const id of ids) {
        const { status } = await this.ask('DELETE', `/${kind}/${id}`)
        // A token may have been deleted as part of a step.
        if (status !== 204 && status !== 404) trouble.push(`deleting ${kind}/${id} was answered with ${status}`)
      }
    }
    const left = (items, name) => items.filter((item) => this.#isOurs(item, name)).map(({ id }) => id)
    assert.deepEqual(trouble, [])
    assert.deepEqual(left(await this.#tokens(), 'description'), [], 'tokens are left')
    assert.deepEqual(left(await this.#buckets(), 'name'), [], 'buckets are left')
    const { configurations } = await this.#json('GET', `/telegrafs?orgID=${this.#org.id}`)
    assert.deepEqual(left(configurations, 'name'), [], 'Telegraf configurations are left')
    assert.equal((await this.ask('POST', '/signout')).status, 204)
  }

  /** Credentials of 1.x that a step made which then failed. */
  async #removeV1(trouble) {
    if (!this.#about) return
    const { id, token } = await this.makeAllAccess(this.#about, 'tidies up')
    const { authorizations } = await (await this.#private('GET', token)).json()
    for (const one of authorizations.filter((one) => one.token.startsWith(this.prefix))) {
      const { status } = await this.#private('DELETE', token, `/${one.id}`)
      if (status !== 204) trouble.push(`deleting the 1.x credential ${one.id} was answered with ${status}`)
    }
    this.note(id)
  }

  /** Users who were made by a step that then failed. */
  async #noteUsers() {
    for (const name of ['other', 'new', 'leaver', 'heir']) {
      const answer = await this.ask('GET', `/users?name=${this.prefix}-${name}`)
      if (answer.ok) (await answer.json()).users.forEach(({ id }) => this.#made.users.add(id))
    }
  }

  #isOurs(item, name) {
    const made = Object.values(this.#made).some((ids) => ids.has(item.id))
    return made || (item[name] ?? '').includes(this.prefix)
  }

  async #tokens() {
    return (await this.#json('GET', `/authorizations?orgID=${this.#org.id}`)).authorizations
  }

  async #buckets() {
    const all = []
    for (;;) {
      const { buckets } = await this.#json('GET', `/buckets?orgID=${this.#org.id}&limit=100&offset=${all.length}`)
      all.push(...buckets)
      if (buckets.length < 100) return all
    }
  }

  async #makeBucket(name) {
    const body = { orgID: this.#org.id, name: `${this.prefix}-${name}`, retentionRules: [] }
    return this.#make('buckets', body)
  }

  async #makeTelegraf(name) {
    const body = {
      orgID: this.#org.id,
      name: `${this.prefix}-${name}`,
      config: '[[inputs.cpu]]\n',
      metadata: { buckets: [] },
    }
    return this.#make('telegrafs', body)
  }

  async #makeToken(name, permissions, status = 'active') {
    const description = `${this.prefix} ${name}`
    return this.#make('authorizations', { orgID: this.#org.id, description, status, permissions })
  }

  async #make(kind, body) {
    const made = await this.#json('POST', `/${kind}`, body)
    this.#made[kind].add(made.id)
    return made
  }

  async #json(method, path, body) {
    const answer = await this.ask(method, path, { body: body && JSON.stringify(body) })
    const text = await answer.text()
    assert.ok(answer.ok, `${method} ${path} was answered with ${answer.status}: ${text}`)
    return JSON.parse(text)
  }
}
