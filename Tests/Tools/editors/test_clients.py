"""The server as each client that pytest-lsp knows talks to it. PLUMB and FLOW are in the environment."""
import os
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

FLOW = Path(os.environ["FLOW"])
CLIENTS = [
    "emacs@v29.1", "neovim@v0.6.1", "neovim@v0.7.0", "neovim@v0.8.0", "neovim@v0.9.1", "neovim@v0.10.0",
    "neovim@v0.11.0", "visual_studio_code@v1.65.2",
]


@pytest_lsp.fixture(params=CLIENTS, config=ClientServerConfig(server_command=[os.environ["PLUMB"], "lsp"]))
async def client(request, lsp_client: LanguageClient):
    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(_: types.RegistrationParams) -> None:
        """Files are not watched here."""

    result = await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(request.param), root_uri=FLOW.parent.as_uri(), process_id=os.getpid()))
    lsp_client.pulls = result.capabilities.diagnostic_provider is not None
    yield
    await lsp_client.shutdown_session()


async def diagnostics(client: LanguageClient, uri: str) -> list[types.Diagnostic]:
    """What the server says of the text as it is now: asked for by the clients that ask, sent to the others."""
    if client.pulls:
        report = await client.text_document_diagnostic_async(
            types.DocumentDiagnosticParams(text_document=types.TextDocumentIdentifier(uri=uri)))
        return list(report.items)
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    return client.diagnostics[uri]


@pytest.mark.asyncio
async def test_what_an_editor_does(client: LanguageClient):
    uri = FLOW.as_uri()
    text = FLOW.read_text(encoding="utf-8")
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(types.TextDocumentItem(uri=uri, language_id="yaml", version=1, text=text)))
    found = [one for one in await diagnostics(client, uri) if one.code == "from-attributes"]
    assert found and found[0].severity == types.DiagnosticSeverity.Error

    lines = text.split("\n")
    line = next(number for number, one in enumerate(lines) if "Append(" in one)
    place = {
        "text_document": types.TextDocumentIdentifier(uri=uri),
        "position": types.Position(line, lines[line].index("Append(") + 2),
    }
    hover = await client.text_document_hover_async(types.HoverParams(**place))
    assert "Append(" in hover.contents.value
    completion = await client.text_document_completion_async(types.CompletionParams(**place))
    assert any(item.label == "Append" for item in completion.items)
    assert await client.text_document_document_symbol_async(
        types.DocumentSymbolParams(text_document=types.TextDocumentIdentifier(uri=uri)))

    zero = types.Position(0, 0)
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            text_document=types.VersionedTextDocumentIdentifier(uri=uri, version=2),
            content_changes=[types.TextDocumentContentChangePartial(range=types.Range(zero, zero), text="# 😀\n")]))
    moved = [one for one in await diagnostics(client, uri) if one.code == "from-attributes"]
    assert moved[0].range.start.line == found[0].range.start.line + 1
