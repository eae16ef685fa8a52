// What is measured against: a stand-in with so much in it, or a real server as it is.

import { type Permission, Sandbox, TOKENS } from "../support/sandbox";

/** How much is stored in the organization that is looked at. */
export type Size = {
  /** Tokens, and as many buckets. */
  of: number;
  /** What one further token holds, if there is one. */
  permissions?: number;
};

/** Up to here a world is built through the API: the demo data has more. */
const FEW = 200;

const OWNER = { username: "mira.okafor", password: "brackwater-demo", org: "brackwater-plants" };

export class World {
  private constructor(
    private readonly sandbox: Sandbox,
    /** The session that a browser keeps. */
    readonly cookie: { name: string; value: string },
    readonly org: string,
  ) {}

  get url(): string {
    return this.sandbox.url;
  }

  /** A stand-in that holds so much. */
  static async of({ of, permissions }: Size, site: string): Promise<World> {
    const few = of <= FEW;
    const sandbox = await Sandbox.start(few ? ["--empty"] : ["--scale", `${of}`], site, "kept");
    if (few) await onboard(sandbox);
    const world = await World.enter(sandbox, OWNER);
    if (few) await world.fill(of);
    if (permissions) await world.makeHeavy(permissions);
    return world;
  }

  /** A real server, passed on from the origin of the shipped files. */
  static async at(server: string, account: typeof OWNER, site: string): Promise<World> {
    return World.enter(await Sandbox.start(["--server", server], site, "kept"), account);
  }

  stop(): void {
    this.sandbox.stop();
  }

  /** Does something while every answer of the stand-in takes so long. */
  async slowly<T>(ms: number, act: () => Promise<T>): Promise<T> {
    await this.sandbox.fail("/api/v2/*", { kind: "delay", ms }, { times: 99 });
    try {
      return await act();
    } finally {
      await this.sandbox.forgetFaults();
    }
  }

  /** Asks the API with the session. */
  async ask(method: string, path: string, body?: unknown): Promise<any> {
    const headers = { cookie: `${this.cookie.name}=${this.cookie.value}`, "content-type": "application/json" };
    const answer = await fetch(this.url + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text.slice(0, 300)}`);
    return text ? JSON.parse(text) : undefined;
  }

  private static async enter(sandbox: Sandbox, { username, password, org }: typeof OWNER): Promise<World> {
    const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
    const answer = await fetch(`${sandbox.url}/api/v2/signin`, { method: "POST", headers: { authorization } });
    if (!answer.ok) throw new Error(`Signing in as ${username} was answered with ${answer.status}.`);
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(answer.headers.getSetCookie()[0])!;
    const world = new World(sandbox, { name, value }, "");
    const { orgs } = await world.ask("GET", `/api/v2/orgs?org=${encodeURIComponent(org)}`);
    return new World(sandbox, world.cookie, orgs[0].id);
  }

  private async fill(of: number): Promise<void> {
    const orgID = this.org;
    // Setup makes a token and a bucket, and the server two more buckets for itself.
    for (let number = 1; number < of; number += 1) {
      const { id } = await this.ask("POST", "/api/v2/buckets", { orgID, name: `storage/sensor-${number}`, retentionRules: [] });
      await this.make(`storage report ${number}`, [{ action: "read", resource: { type: "buckets", id, orgID } }]);
    }
  }

  /** Somebody else's, so that the session's own rights stay as they are. */
  private async makeHeavy(many: number): Promise<void> {
    const { id: userID } = await this.ask("POST", "/api/v2/users", { name: "svc-heavy" });
    const permissions = Array.from({ length: many }, (_, number): Permission => {
      const id = (0x0f00000000000000n + BigInt(number >> 1)).toString(16).padStart(16, "0");
      return { action: number % 2 ? "write" : "read", resource: { type: number % 4 < 2 ? "buckets" : "tasks", id, orgID: this.org } };
    });
    await this.make("the heavy one", permissions, { userID });
  }

  private make(description: string, permissions: Permission[], more = {}): Promise<{ id: string }> {
    return this.ask("POST", TOKENS, { orgID: this.org, status: "active", description, permissions, ...more });
  }
}

async function onboard(sandbox: Sandbox): Promise<void> {
  const body = JSON.stringify({ ...OWNER, bucket: "plant-a/metrics" });
  const answer = await fetch(`${sandbox.url}/api/v2/setup`, { method: "POST", body });
  if (!answer.ok) throw new Error(`Setup was answered with ${answer.status}: ${await answer.text()}`);
}
