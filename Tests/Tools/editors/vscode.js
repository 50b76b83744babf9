// Runs the extension of VS Code against a real server, with a stub in the place of the editor: what an extension calls is
// recorded, what an editor would do is done here. usage: node vscode.js EXTENSION PLUMB FLOW
"use strict";
const assert = require("assert");
const fs = require("fs");
const Module = require("module");
const path = require("path");
const { pathToFileURL } = require("url");

const [extensionFolder, plumb, flow] = process.argv.slice(2);

class Emitter {
  constructor() {
    this.listeners = [];
    this.event = (listener) => {
      this.listeners.push(listener);
      return { dispose() {} };
    };
  }
  fire(value) {
    for (const listener of this.listeners) listener(value);
  }
}

class Position { constructor(line, character) { Object.assign(this, { line, character }); } }
class Range { constructor(start, end) { Object.assign(this, { start, end }); } }
class Uri {
  constructor(text) { this.text = text; }
  static parse(text) { return new Uri(text); }
  get path() { return this.text.replace(/^[a-z]+:(\/\/)?/, ""); }
  toString() { return this.text; }
}
class Kind { constructor(value) { this.value = value; } append(more) { return new Kind(this.value ? `${this.value}.${more}` : more); } }
const holder = (...names) => class { constructor(...values) { names.forEach((name, index) => { this[name] = values[index]; }); } };
class WorkspaceEdit {
  constructor() { this.changes = []; }
  set(uri, edits) { this.changes.push([uri.toString(), edits]); }
  createFile(uri) { this.changes.push([uri.toString(), "create"]); }
}

const events = Object.fromEntries(
  ["DidOpenTextDocument", "DidChangeTextDocument", "DidSaveTextDocument", "DidCloseTextDocument", "DidChangeConfiguration",
    "DidChangeWorkspaceFolders"].map((name) => [name, new Emitter()]));
const watcher = { create: new Emitter(), change: new Emitter(), delete: new Emitter() };
const providers = {};
const commands = {};
const published = new Map();
const shown = [];
const log = [];
const documents = [];

const languages = {
  createDiagnosticCollection: () => ({
    set: (uri, found) => published.set(uri.toString(), found), delete: (uri) => published.delete(uri.toString()), dispose() {},
  }),
};
for (const name of ["Hover", "CompletionItem", "SignatureHelp", "Definition", "Reference", "DocumentHighlight", "Rename",
  "DocumentSymbol", "CodeActions", "CodeLens", "InlayHints", "FoldingRange", "WorkspaceSymbol", "DocumentSemanticTokens"]) {
  languages[`register${name}Provider`] = (...words) => {
    providers[name] = words.find((word) => word && Object.keys(word).some((key) => key.startsWith("provide")));
    return { dispose() {} };
  };
}
const vscode = {
  Position, Range, Uri, WorkspaceEdit, languages,
  Location: holder("uri", "range"), TextEdit: holder("range", "newText"), Hover: holder("contents", "range"),
  Diagnostic: holder("range", "message", "severity"), DiagnosticRelatedInformation: holder("location", "message"),
  MarkdownString: holder("value"), SnippetString: holder("value"), CompletionItem: holder("label", "kind"),
  SignatureHelp: holder(), DocumentHighlight: holder("range", "kind"), CodeLens: holder("range", "command"),
  DocumentSymbol: holder("name", "detail", "kind", "range", "selectionRange"), CodeAction: holder("title", "kind"),
  CodeActionKind: { Empty: new Kind("") }, InlayHint: holder("position", "label"), FoldingRange: holder("start", "end"),
  SymbolInformation: holder("name", "kind", "containerName", "location"), SemanticTokens: holder("data"),
  SemanticTokensLegend: holder("tokenTypes", "tokenModifiers"),
  workspace: {
    workspaceFolders: [{ uri: Uri.parse(pathToFileURL(path.dirname(flow)).toString()), name: "flows" }],
    textDocuments: documents,
    getConfiguration: () => ({ get: (name) => (name === "path" ? plumb : name === "codeLens" ? true : undefined) }),
    createFileSystemWatcher: () => ({
      onDidCreate: watcher.create.event, onDidChange: watcher.change.event, onDidDelete: watcher.delete.event, dispose() {},
    }),
    registerTextDocumentContentProvider: (scheme, provider) => {
      providers[scheme] = provider;
      return { dispose() {} };
    },
    ...Object.fromEntries(Object.entries(events).map(([name, emitter]) => [`on${name}`, emitter.event])),
  },
  window: {
    createOutputChannel: () => ({ appendLine: (text) => log.push(text), dispose() {} }),
    showErrorMessage: (text) => shown.push(text), showWarningMessage: (text) => shown.push(text),
    showInformationMessage: (text) => shown.push(text),
  },
  commands: {
    registerCommand: (name, run) => {
      commands[name] = run;
      return { dispose() {} };
    },
  },
};
const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));

async function until(what, condition) {
  const end = Date.now() + 20_000;
  while (!condition()) {
    assert(Date.now() < end, `waited in vain for ${what}; log: ${log.join("\n")}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function main() {
  const extension = require(path.resolve(extensionFolder, "extension.js"));
  const uri = Uri.parse(pathToFileURL(flow).toString());
  let text = fs.readFileSync(flow, "utf8");
  const document = { uri, languageId: "yaml", version: 1, getText: () => text };
  documents.push(document);
  await extension.activate({ subscriptions: [] });
  const found = () => published.get(uri.toString());
  await until("diagnostics", () => found() !== undefined);
  const first = found().find((one) => one.code.value === "from-attributes");
  assert.equal(first.severity, 0);
  assert.equal(first.code.target.toString(), "plumb:rules/from-attributes");
  assert.match(await providers.plumb.provideTextDocumentContent(first.code.target), /^# from-attributes/);

  const lines = text.split("\n");
  const line = lines.findIndex((one) => one.includes("Append("));
  const where = new Position(line, lines[line].indexOf("Append(") + 2);
  const hover = await providers.Hover.provideHover(document, where);
  assert.match(hover.contents.value, /Append\(/);
  const actions = await providers.CodeActions.provideCodeActions(
    document, first.range, { only: undefined, triggerKind: 1 });
  assert(actions.some((action) => action.isPreferred && action.edit.changes.length === 1));
  assert(actions.some((action) => action.kind.value === "source.fixAll.plumb"));
  assert((await providers.DocumentSymbol.provideDocumentSymbols(document))[0].children.length > 0);
  assert((await providers.DocumentSemanticTokens.provideDocumentSemanticTokens(document)).data.length > 0);
  assert((await providers.FoldingRange.provideFoldingRanges(document)).length > 0);
  assert((await providers.WorkspaceSymbol.provideWorkspaceSymbols("")).length > 0);
  const items = await providers.CompletionItem.provideCompletionItems(document, where);
  assert(items.some((item) => item.label === "Append"));

  // An edit with a character beyond the basic plane before it.
  const typed = "# 😀\n";
  text = typed + text;
  document.version = 2;
  const zero = new Position(0, 0);
  const before = first.range.start.line;
  events.DidChangeTextDocument.fire({ document, contentChanges: [{ range: new Range(zero, zero), text: typed }] });
  const moved = () => found().find((one) => one.code.value === "from-attributes").range.start.line;
  await until("diagnostics of the edited text", () => moved() === before + 1);

  // A crash: the server is started again and told what is open.
  published.clear();
  const { execFileSync } = require("child_process");
  const children = execFileSync("ps", ["-o", "pid=,args=", "--ppid", String(process.pid)]).toString().split("\n");
  const server = children.find((child) => / lsp$/.test(child));
  process.kill(Number(server.trim().split(/\s+/)[0]), "SIGKILL");
  await until("diagnostics after a crash", () => found() !== undefined && moved() === before + 1);
  assert(log.some((entry) => entry.includes("started again")));

  documents.length = 0;
  events.DidCloseTextDocument.fire(document);
  await extension.deactivate();
  console.log(`VS Code's extension under Node ${process.version}: ${items.length} completions, ${actions.length} actions`);
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  });
