// Plumb in VS Code: what the editor asks goes to `plumb lsp`, what that answers is put into the editor's own terms.
"use strict";
const vscode = require("vscode");
const { Client } = require("./client");

const languages = ["yaml", "json", "xml"];
const selector = languages.map((language) => ({ language }));
let client;

// From the editor to the server.
const place = (position) => ({ line: position.line, character: position.character });
const span = (range) => ({ start: place(range.start), end: place(range.end) });
const at = (document, position) => ({ textDocument: { uri: document.uri.toString() }, position: place(position) });

// From the server to the editor.
const position = ({ line, character }) => new vscode.Position(line, character);
const range = ({ start, end }) => new vscode.Range(position(start), position(end));
const location = ({ uri, range: found }) => new vscode.Location(vscode.Uri.parse(uri), range(found));
const markdown = (contents) => (typeof contents === "string" ? contents : new vscode.MarkdownString(contents.value));
const textEdit = (edit) => new vscode.TextEdit(range(edit.range), edit.newText);

function diagnostic(found) {
  const result = new vscode.Diagnostic(range(found.range), found.message, found.severity - 1);
  result.source = found.source;
  result.code = found.codeDescription
    ? { value: found.code, target: vscode.Uri.parse(found.codeDescription.href) }
    : found.code;
  result.tags = found.tags;
  result.relatedInformation = (found.relatedInformation || []).map(
    (one) => new vscode.DiagnosticRelatedInformation(location(one.location), one.message),
  );
  return result;
}

function workspaceEdit(edit) {
  const result = new vscode.WorkspaceEdit();
  for (const change of edit.documentChanges) {
    if (change.kind === "create") result.createFile(vscode.Uri.parse(change.uri), change.options);
    else result.set(vscode.Uri.parse(change.textDocument.uri), change.edits.map(textEdit));
  }
  return result;
}

function symbol(found) {
  const result = new vscode.DocumentSymbol(
    found.name, found.detail, found.kind - 1, range(found.range), range(found.selectionRange));
  result.children = found.children.map(symbol);
  return result;
}

function settings() {
  const all = vscode.workspace.getConfiguration("plumb");
  const names = ["conversation", "inventory", "substitutions", "codeLens", "inlayHints"];
  return Object.fromEntries(names.map((name) => [name, all.get(name)]));
}

function initialize() {
  const folders = (vscode.workspace.workspaceFolders || []).map(({ uri, name }) => ({ uri: uri.toString(), name }));
  return {
    processId: process.pid,
    workspaceFolders: folders,
    initializationOptions: { ...settings(), rulePages: "plumb:rules/" },
    capabilities: {
      textDocument: {
        publishDiagnostics: {
          versionSupport: true, relatedInformation: true, codeDescriptionSupport: true, tagSupport: { valueSet: [1] },
        },
        hover: { contentFormat: ["markdown"] },
        completion: { completionItem: { snippetSupport: true } },
        documentSymbol: { hierarchicalDocumentSymbolSupport: true },
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "source.fixAll"] } } },
      },
      workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ["create"] }, workspaceFolders: true },
    },
  };
}

const isOurs = (document) => languages.includes(document.languageId);

function open(document) {
  if (!isOurs(document)) return;
  const { languageId, version } = document;
  client.notify("textDocument/didOpen", {
    textDocument: { uri: document.uri.toString(), languageId, version, text: document.getText() },
  });
}

/** Keeps the server's texts the same as the editor's. */
function synchronise(subscriptions, diagnostics) {
  const uri = (document) => ({ textDocument: { uri: document.uri.toString() } });
  subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(open),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (!isOurs(document) || contentChanges.length === 0) return;
      client.notify("textDocument/didChange", {
        textDocument: { uri: document.uri.toString(), version: document.version },
        contentChanges: contentChanges.map((change) => ({ range: span(change.range), text: change.text })),
      });
    }),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (isOurs(document)) client.notify("textDocument/didSave", uri(document));
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      if (!isOurs(document)) return;
      client.notify("textDocument/didClose", uri(document));
      diagnostics.delete(document.uri);
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration("plumb")) return;
      client.notify("workspace/didChangeConfiguration", { settings: { plumb: settings() } });
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const listed = (folders) => folders.map((folder) => ({ uri: folder.uri.toString(), name: folder.name }));
      const event = { added: listed(added), removed: listed(removed) };
      client.notify("workspace/didChangeWorkspaceFolders", { event });
    }),
  );
  const watcher = vscode.workspace.createFileSystemWatcher("**/*.{yaml,yml,json,xml,tf,i3*}");
  const tell = (type) => (file) => {
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: file.toString(), type }] });
  };
  subscriptions.push(
    watcher, watcher.onDidCreate(tell(1)), watcher.onDidChange(tell(2)), watcher.onDidDelete(tell(3)));
}

function provide(subscriptions) {
  const ask = (method, params, token) => client.request(`textDocument/${method}`, params, token);
  const file = (document) => ({ textDocument: { uri: document.uri.toString() } });
  const { languages: editor } = vscode;
  subscriptions.push(
    editor.registerHoverProvider(selector, {
      async provideHover(document, where, token) {
        const found = await ask("hover", at(document, where), token);
        return found && new vscode.Hover(markdown(found.contents), range(found.range));
      },
    }),
    editor.registerCompletionItemProvider(
      selector,
      {
        async provideCompletionItems(document, where, token) {
          const found = await ask("completion", at(document, where), token);
          return (found ? found.items : []).map((item) => {
            const result = new vscode.CompletionItem(item.label, item.kind - 1);
            result.detail = item.detail;
            result.documentation = item.documentation && markdown(item.documentation);
            const text = item.textEdit.newText;
            result.insertText = item.insertTextFormat === 2 ? new vscode.SnippetString(text) : text;
            result.range = range(item.textEdit.range);
            return result;
          });
        },
      },
      ".",
    ),
    editor.registerSignatureHelpProvider(
      selector,
      {
        async provideSignatureHelp(document, where, token) {
          const found = await ask("signatureHelp", at(document, where), token);
          if (!found) return null;
          const result = new vscode.SignatureHelp();
          Object.assign(result, found);
          return result;
        },
      },
      "(", ",",
    ),
    editor.registerDefinitionProvider(selector, {
      async provideDefinition(document, where, token) {
        return ((await ask("definition", at(document, where), token)) || []).map(location);
      },
    }),
    editor.registerReferenceProvider(selector, {
      async provideReferences(document, where, context, token) {
        return ((await ask("references", { ...at(document, where), context }, token)) || []).map(location);
      },
    }),
    editor.registerDocumentHighlightProvider(selector, {
      async provideDocumentHighlights(document, where, token) {
        const found = (await ask("documentHighlight", at(document, where), token)) || [];
        return found.map((one) => new vscode.DocumentHighlight(range(one.range), one.kind - 1));
      },
    }),
    editor.registerRenameProvider(selector, {
      async prepareRename(document, where, token) {
        const found = await ask("prepareRename", at(document, where), token);
        if (!found) throw new Error("Plumb renames variables and containers");
        return { range: range(found.range), placeholder: found.placeholder };
      },
      async provideRenameEdits(document, where, newName, token) {
        const found = await ask("rename", { ...at(document, where), newName }, token);
        return found && workspaceEdit(found);
      },
    }),
    editor.registerDocumentSymbolProvider(selector, {
      async provideDocumentSymbols(document, token) {
        return ((await ask("documentSymbol", file(document), token)) || []).map(symbol);
      },
    }),
    editor.registerCodeActionsProvider(
      selector,
      {
        async provideCodeActions(document, where, context, token) {
          const only = context.only && [context.only.value];
          const params = {
            ...file(document), range: span(where), context: { diagnostics: [], only, triggerKind: context.triggerKind },
          };
          return ((await ask("codeAction", params, token)) || []).map((action) => {
            const result = new vscode.CodeAction(action.title, vscode.CodeActionKind.Empty.append(action.kind));
            result.edit = workspaceEdit(action.edit);
            result.diagnostics = (action.diagnostics || []).map(diagnostic);
            result.isPreferred = action.isPreferred;
            return result;
          });
        },
      },
      { providedCodeActionKinds: ["quickfix", "source.fixAll.plumb"].map((kind) => vscode.CodeActionKind.Empty.append(kind)) },
    ),
    editor.registerCodeLensProvider(selector, {
      async provideCodeLenses(document, token) {
        return ((await ask("codeLens", file(document), token)) || []).map(
          (lens) => new vscode.CodeLens(range(lens.range), lens.command));
      },
    }),
    editor.registerInlayHintsProvider(selector, {
      async provideInlayHints(document, where, token) {
        const found = (await ask("inlayHint", { ...file(document), range: span(where) }, token)) || [];
        return found.map((hint) => Object.assign(
          new vscode.InlayHint(position(hint.position), hint.label), { paddingLeft: true, tooltip: hint.tooltip }));
      },
    }),
    editor.registerFoldingRangeProvider(selector, {
      async provideFoldingRanges(document, context, token) {
        const found = (await ask("foldingRange", file(document), token)) || [];
        return found.map((one) => new vscode.FoldingRange(one.startLine, one.endLine));
      },
    }),
    editor.registerWorkspaceSymbolProvider({
      async provideWorkspaceSymbols(query, token) {
        const found = (await client.request("workspace/symbol", { query }, token)) || [];
        return found.map((one) =>
          new vscode.SymbolInformation(one.name, one.kind - 1, one.containerName, location(one.location)));
      },
    }),
    vscode.workspace.registerTextDocumentContentProvider("plumb", {
      provideTextDocumentContent: (uri) => command("plumb.rule", [uri.path.split("/").pop()]),
    }),
  );
}

function provideTokens(subscriptions, legend) {
  const types = new vscode.SemanticTokensLegend(legend.tokenTypes, legend.tokenModifiers);
  const provider = {
    async provideDocumentSemanticTokens(document, token) {
      const params = { textDocument: { uri: document.uri.toString() } };
      const found = await client.request("textDocument/semanticTokens/full", params, token);
      return found && new vscode.SemanticTokens(Uint32Array.from(found.data));
    },
  };
  subscriptions.push(vscode.languages.registerDocumentSemanticTokensProvider(selector, provider, types));
}

const command = (name, args) => client.request("workspace/executeCommand", { command: name, arguments: args });

function addCommands(subscriptions) {
  const add = (name, run) => subscriptions.push(vscode.commands.registerCommand(name, run));
  const active = () => vscode.window.activeTextEditor && vscode.window.activeTextEditor.document.uri.toString();
  for (const name of ["plumb.evaluate", "plumb.test"]) add(name, (...args) => command(name, args));
  add("plumb.restart", async () => {
    await client.stop();
    await client.start();
  });
  add("plumb.showGraph", async () => {
    const text = await command("plumb.graph", [active()]);
    const document = await vscode.workspace.openTextDocument({ language: "mermaid", content: text });
    await vscode.window.showTextDocument(document);
  });
  add("plumb.pinConversation", async () => {
    const found = await vscode.window.showOpenDialog({ filters: { Conversations: ["json"] } });
    if (found) await command("plumb.conversation", [found[0].toString()]);
  });
}

async function activate(context) {
  const { subscriptions } = context;
  const output = vscode.window.createOutputChannel("Plumb");
  const diagnostics = vscode.languages.createDiagnosticCollection("plumb");
  subscriptions.push(output, diagnostics);
  let hasTokens = false;
  client = new Client({
    path: () => vscode.workspace.getConfiguration("plumb").get("path") || "plumb",
    initialize,
    log: (text) => output.appendLine(text),
    begun({ capabilities }) {
      // After a crash the new server knows nothing: it is told all that is open.
      vscode.workspace.textDocuments.forEach(open);
      if (!hasTokens) provideTokens(subscriptions, capabilities.semanticTokensProvider.legend);
      hasTokens = true;
    },
    asked: () => null,
    notified(method, params) {
      if (method === "textDocument/publishDiagnostics") {
        diagnostics.set(vscode.Uri.parse(params.uri), params.diagnostics.map(diagnostic));
      } else if (method === "window/showMessage") {
        const show = [null, "showErrorMessage", "showWarningMessage", "showInformationMessage"][params.type];
        if (show) vscode.window[show](params.message);
      }
    },
  });
  synchronise(subscriptions, diagnostics);
  provide(subscriptions);
  addCommands(subscriptions);
  await client.start().catch((error) => output.appendLine(`plumb does not start: ${error.message}`));
}

const deactivate = () => client && client.stop();

module.exports = { activate, deactivate };
