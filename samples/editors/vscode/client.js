// Talks to `plumb lsp`: messages over the standard streams of a process that is started again when it crashes.
"use strict";
const { spawn } = require("child_process");

/** Takes messages out of a stream of bytes. */
class Framer {
  constructor(take) {
    this.take = take;
    this.buffer = Buffer.alloc(0);
  }

  push(bytes) {
    this.buffer = Buffer.concat([this.buffer, bytes]);
    for (;;) {
      const end = this.buffer.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = /content-length: *(\d+)/i.exec(this.buffer.toString("latin1", 0, end));
      const start = end + 4;
      const count = length ? Number(length[1]) : 0;
      if (this.buffer.length < start + count) return;
      const content = this.buffer.toString("utf8", start, start + count);
      this.buffer = this.buffer.subarray(start + count);
      if (count) this.take(JSON.parse(content));
    }
  }
}

/** A server process with the requests that wait for it. */
class Client {
  /**
   * @param options path of the executable; initialize: the parameters of that request; begun: called each time a server
   *   is ready; notified, asked: what the server says; log: what is worth telling a person.
   */
  constructor(options) {
    this.options = options;
    this.starts = [];
    this.next = 1;
    this.waiting = new Map();
    this.ready = null;
    this.isStopped = false;
  }

  start() {
    this.isStopped = false;
    this.starts.push(Date.now());
    const process = spawn(this.options.path(), ["lsp"], { stdio: ["pipe", "pipe", "pipe"] });
    this.process = process;
    const framer = new Framer((message) => this.receive(message));
    process.stdout.on("data", (bytes) => framer.push(bytes));
    process.stderr.on("data", (bytes) => this.options.log(bytes.toString().trimEnd()));
    process.stdin.on("error", () => {});
    process.on("error", (error) => this.options.log(`plumb cannot be started: ${error.message}`));
    process.on("close", (code) => this.closed(process, code));
    this.ready = this.send("initialize", this.options.initialize()).then((result) => {
      this.notify("initialized", {});
      this.capabilities = result.capabilities;
      this.options.begun(result);
      return result;
    });
    this.ready.catch(() => {});
    return this.ready;
  }

  closed(process, code) {
    if (process !== this.process) return;
    this.process = null;
    for (const { reject } of this.waiting.values()) reject(new Error("the server has ended"));
    this.waiting.clear();
    if (this.isStopped) return;
    // Five crashes in three minutes are no accident.
    this.starts = this.starts.filter((time) => time > Date.now() - 180_000);
    if (this.starts.length >= 5) {
      this.options.log(`plumb lsp ended with ${code} five times in three minutes; it is not started again`);
      return;
    }
    this.options.log(`plumb lsp ended with ${code}; it is started again`);
    this.start();
  }

  async stop() {
    this.isStopped = true;
    if (!this.process) return;
    const process = this.process;
    const closed = new Promise((resolve) => process.on("close", resolve));
    await this.send("shutdown").catch(() => {});
    this.notify("exit");
    process.stdin.end();
    await closed;
  }

  write(message) {
    if (!this.process) return false;
    const content = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.process.stdin.write(`Content-Length: ${content.length}\r\n\r\n`);
    return this.process.stdin.write(content);
  }

  notify(method, params) {
    this.write({ method, params });
  }

  send(method, params) {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      if (!this.process) return reject(new Error("the server does not run"));
      this.waiting.set(id, { resolve, reject });
      this.write({ id, method, params });
    });
  }

  /** Asks once the server is ready; what is no longer wanted is cancelled. */
  async request(method, params, token) {
    await this.ready;
    if (token && token.isCancellationRequested) return null;
    const id = this.next;
    const answer = this.send(method, params);
    const listener = token && token.onCancellationRequested(() => this.notify("$/cancelRequest", { id }));
    try {
      return await answer;
    } catch (error) {
      // Cancelled, or about a text that is another one by now: there is nothing to show.
      if (error.code === -32800 || error.code === -32801) return null;
      throw error;
    } finally {
      if (listener) listener.dispose();
    }
  }

  receive(message) {
    if (message.method === undefined) {
      const waiting = this.waiting.get(message.id);
      if (!waiting) return;
      this.waiting.delete(message.id);
      if (message.error) waiting.reject(Object.assign(new Error(message.error.message), { code: message.error.code }));
      else waiting.resolve(message.result);
    } else if (message.id !== undefined) {
      this.write({ id: message.id, result: this.options.asked(message.method, message.params) ?? null });
    } else {
      this.options.notified(message.method, message.params);
    }
  }
}

module.exports = { Client, Framer };
