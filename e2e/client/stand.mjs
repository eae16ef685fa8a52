// Where the calls are made: a server, an operator there, and the organization in which things are made.

import { randomBytes } from 'node:crypto'

import { InfluxDB } from '@influxdata/influxdb-client'
import { ConfigAPI, HealthAPI, MeAPI, OrgsAPI } from '@influxdata/influxdb-client-apis'

export class Stand {
  /** What is known of a server on which setup was run just now. */
  constructor({ url, token, user, org, version, hashes }) {
    this.url = url
    this.token = token
    this.user = user
    this.org = org
    this.version = version
    this.hashes = hashes
    // Names that nobody on a running server uses.
    this.prefix = `client-${randomBytes(4).toString('hex')}`
    this.operator = new InfluxDB({ url, token })
  }

  /** What a server that runs already tells about itself and an operator's token. */
  static async at(url, token) {
    const operator = new InfluxDB({ url, token })
    const user = await new MeAPI(operator).getMe()
    const { orgs } = await new OrgsAPI(operator).getOrgs({ userID: user.id })
    const { version } = await new HealthAPI(operator).getHealth()
    const { config } = await new ConfigAPI(operator).getConfig()
    return new Stand({ url, token, user, org: orgs[0], version, hashes: config['use-hashed-tokens'] === true })
  }

  /** The client with another token. */
  as(token) {
    return new InfluxDB({ url: this.url, token })
  }

  /** The client without any credential. */
  anyone() {
    return new InfluxDB({ url: this.url })
  }

  /** A name of this run. */
  named(name) {
    return `${this.prefix}-${name}`
  }

  /** A permission on one object of the organization. */
  one(action, type, id) {
    return { action, resource: { type, id, orgID: this.org.id } }
  }

  /** A permission on all objects of a type in the organization. */
  all(action, type) {
    return { action, resource: { type, orgID: this.org.id } }
  }
}
