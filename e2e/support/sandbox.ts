// A stand-in InfluxDB as the tests use it: its own process, told to fail, and asked what it stores.
//
// What was done is judged by what it stores, not by what a page says about it.

import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { isFirefox } from "./engine";
import { neededFile } from "./environment";

export type Permission = { action: "read" | "write"; resource: { type: string; id?: string; orgID?: string } };

/** An authorization as it is stored. Its secret is known to nobody, only its hash. */
export type Stored = {
  id: string;
  sha256: string;
  status: "active" | "inactive";
  description: string;
  orgID: string;
  userID: string;
  permissions: Permission[];
};

/** A credential of InfluxDB 1.x as it is stored; `token` is the name to sign in with. */
export type StoredV1 = Omit<Stored, "sha256"> & { token: string };

export type State = {
  authorizations: Stored[];
  legacyAuthorizations: StoredV1[];
  users: { id: string; name: string; status: string }[];
  orgs: { id: string; name: string }[];
  buckets: { id: string; orgID: string; name: string; type: string }[];
  sessions: number;
  requests: Record<string, number>;
};

/** What becomes of a connection after an answer, and whether it is HTTP/2 over TLS. */
export type Connections = "closed" | "kept" | "tls";

const CONNECTION_FLAGS: Record<Connections, string[]> = {
  closed: ["--connections", "closed"],
  kept: ["--connections", "kept"],
  tls: ["--connections", "kept", "--tls"],
};

/** A request as it arrived. */
export type Seen = {
  method: string;
  path: string;
  protocol: string;
  connection: number;
  request: number;
  fault: Fault["kind"] | null;
  /** How often it was carried out. */
  carriedOut: number;
  /** None where the connection was cut. */
  status: number | null;
};

/** On which side of the change a fault lies; with "late" the change comes all the same, afterwards. */
export type When = "before" | "after" | "late";

/** What goes wrong; the stand-in's own module `faults` says what each kind does. */
export type Fault =
  | { kind: "delay"; ms: number; when?: When }
  | { kind: "cut"; when: When; by?: "fin" | "rst" | "goaway" | "refused"; afterMs?: number; lateMs?: number }
  | { kind: "doubled"; answer?: "first" | "second"; then?: Fault }
  | {
      kind: "status";
      status: number;
      code?: string;
      message?: string;
      body?: unknown;
      headers?: Record<string, string>;
      stored?: boolean;
      lateMs?: number;
    }
  | { kind: "garbage"; what: "html" | "json" | "binary" | "empty"; stored?: boolean }
  | { kind: "truncate"; bytes: number }
  | { kind: "stall"; bytes: number }
  | { kind: "lose-sessions" }
  | { kind: "rate"; bytesPerSecond: number };

/** An authorization that was just made through the API, with its secret. */
export type Made = { id: string; token: string; permissions: Permission[] };

export const TOKENS = "/api/v2/authorizations";
export const V1 = "/private/legacy/authorizations";

export class Sandbox {
  private constructor(
    private readonly child: ChildProcess,
    /** Its origin, without a slash at the end. */
    readonly url: string,
    /** The demo operator; all three are empty for a server that was not set up. */
    readonly token: string,
    readonly user: string,
    readonly password: string,
    private readonly connections: Connections,
  ) {}

  /** Starts one with more flags than the usual ones. */
  static async start(flags: string[] = [], site = neededFile("DIST"), connections: Connections = "closed"): Promise<Sandbox> {
    const usual = ["--listen", "127.0.0.1:0", "--faults", "--site", site, ...CONNECTION_FLAGS[connections]];
    const child = spawn(neededFile("SANDBOX"), [...usual, ...flags], { stdio: ["ignore", "pipe", "inherit"] });
    const told = new Map<string, string>();
    const manages = flags.some((flag) => /^(clustered|dedicated)/.test(flag));
    const knowsNobody = flags.includes("--empty") || flags.includes("--server");
    const last = manages ? "token" : knowsNobody ? "url" : "password";
    for await (const line of createInterface({ input: child.stdout! })) {
      const [first, second] = line.split(/\s+/, 2);
      const isAddress = /^https?:\/\//.test(first);
      told.set(isAddress ? "url" : first, isAddress ? first : second);
      if (told.has(last)) break;
    }
    // Whatever it says later must not fill the pipe.
    child.stdout!.resume();
    const url = told.get("url");
    if (!url) throw new Error("The stand-in server ended before it told its address.");
    return new Sandbox(child, url, told.get("token") ?? "", told.get("user") ?? "", told.get("password") ?? "", connections);
  }

  /** Its address for the test itself: the same port, where it also answers without TLS. */
  private get plain(): string {
    return this.url.replace(/^https:/, "http:");
  }

  stop(): void {
    this.child.kill("SIGKILL");
  }

  /** Goes back to what was stored at the start, without faults. */
  async reset(): Promise<void> {
    await this.control("POST", "reset");
  }

  async state(): Promise<State> {
    return (await this.control("GET", "state")) as State;
  }

  /**
   * Lets the next request for a path fail; a path that ends in `*` is the beginning of one.
   *
   * What a browser only reads it reads again by itself where a kept connection was cut, as often as it has such ones,
   * and Firefox where any was. For the page to notice, each of these tries has to be cut, until the faults are forgotten.
   */
  async fail(path: string, fault: Fault, more: { method?: string; times?: number } = {}): Promise<void> {
    const isReadAgain = (this.connections !== "closed" || isFirefox) && fault.kind === "cut" && (more.method ?? "GET") === "GET";
    await this.control("POST", "faults", { path, fault, times: isReadAgain ? 99 : 1, ...more });
  }

  async forgetFaults(): Promise<void> {
    await this.control("DELETE", "faults");
  }

  /** How often a method and path was asked for since the reset; `*` as for faults. */
  async asked(request: string): Promise<number> {
    const { requests } = await this.state();
    if (!request.endsWith("*")) return requests[request] ?? 0;
    const all = Object.entries(requests).filter(([asked]) => asked.startsWith(request.slice(0, -1)));
    return all.reduce((sum, [, times]) => sum + times, 0);
  }

  /** The requests of a method and path that arrived since the reset, one by one; `*` as for faults. */
  async seen(method: string, path: string): Promise<Seen[]> {
    const { requests } = (await this.control("GET", "requests")) as { requests: Seen[] };
    const fits = (seen: string) => (path.endsWith("*") ? seen.startsWith(path.slice(0, -1)) : seen === path);
    return requests.filter((seen) => seen.method === method && fits(seen.path));
  }

  /** Speaks to the API as another client would. */
  async api(method: string, path: string, body?: unknown, token = this.token): Promise<any> {
    const answer = await fetch(this.plain + path, {
      method,
      headers: { Authorization: `Token ${token}`, "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return text ? JSON.parse(text) : undefined;
  }

  /** Makes a token as another client would. */
  async make(description: string, permissions: Permission[], more: { userID?: string; orgID?: string } = {}): Promise<Made> {
    const orgID = more.orgID ?? (await this.org("brackwater-plants"));
    return this.api("POST", TOKENS, { status: "active", description, permissions, orgID, ...more });
  }

  /** Whether a program of 1.x gets in with this name and password. */
  async letsIn(user: string, password: string): Promise<boolean> {
    const query = new URLSearchParams({ db: "any", q: "SHOW DATABASES", u: user, p: password });
    return (await fetch(`${this.plain}/query?${query}`)).status === 200;
  }

  async org(name: string): Promise<string> {
    return idOf((await this.state()).orgs, name);
  }

  async userId(name: string): Promise<string> {
    return idOf((await this.state()).users, name);
  }

  /** The id of a bucket of the first organization. */
  async bucket(name: string): Promise<string> {
    const state = await this.state();
    const org = idOf(state.orgs, "brackwater-plants");
    return idOf(state.buckets.filter((bucket) => bucket.orgID === org), name);
  }

  private async control(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${this.plain}/__sandbox/${path}`, { method, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`The stand-in server refused ${method} ${path}: ${await answer.text()}`);
    return answer.json();
  }
}

function idOf(objects: { id: string; name: string }[], name: string): string {
  const found = objects.find((object) => object.name === name);
  if (!found) throw new Error(`The demo data has no "${name}".`);
  return found.id;
}

/** Permissions as text in a fixed order, so that two sets compare. */
export function grants(permissions: Permission[]): string[] {
  const line = ({ action, resource }: Permission) =>
    [action, resource.type, resource.id ?? "all", resource.orgID ?? "everywhere"].join(" ");
  return permissions.map(line).sort();
}
