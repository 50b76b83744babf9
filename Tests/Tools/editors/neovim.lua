-- Opens a flow as a person would, with the sample configuration: diagnostics, hover, completion, a fix, an edit.
-- usage: nvim --headless -u NONE -c 'luafile neovim.lua', FLOW and SAMPLE in the environment
local function fail(message)
  io.stderr:write(message .. "\n")
  vim.cmd("cquit 1")
end

local ok, problem = pcall(function()
  vim.cmd("luafile " .. vim.env.SAMPLE)
  vim.cmd("edit " .. vim.env.FLOW)
  vim.bo.filetype = "yaml"
  local function found(code)
    return vim.tbl_filter(function(one)
      return (one.code or one.user_data.lsp.code) == code
    end, vim.diagnostic.get(0))
  end
  assert(vim.wait(20000, function() return #found("from-attributes") > 0 end, 20), "no diagnostics")
  local first = found("from-attributes")[1]
  assert(first.severity == vim.diagnostic.severity.ERROR and first.source == "plumb", vim.inspect(first))

  local function ask(method, line, character, more)
    local params = vim.tbl_extend("force", {
      textDocument = vim.lsp.util.make_text_document_params(),
      position = { line = line, character = character },
    }, more or {})
    for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 10000) or {}) do
      assert(not answer.err, vim.inspect(answer.err))
      return answer.result
    end
  end
  local lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  for number, line in ipairs(lines) do
    local column = line:find("Append%(")
    if column then
      local hover = ask("textDocument/hover", number - 1, column)
      assert(hover.contents.value:find("Append%("), vim.inspect(hover))
      local items = ask("textDocument/completion", number - 1, column + 1)
      assert(#items.items > 0, "no completion")
      break
    end
  end
  local actions = ask("textDocument/codeAction", 0, 0, {
    range = { start = { line = first.lnum, character = first.col }, ["end"] = { line = first.end_lnum, character = first.end_col } },
    context = { diagnostics = {}, only = { "quickfix" } },
  })
  local fix = vim.tbl_filter(function(one) return one.isPreferred end, actions)[1]
  local before = #found("from-attributes")
  vim.lsp.util.apply_workspace_edit(fix.edit, "utf-16")
  assert(vim.wait(20000, function() return #found("from-attributes") < before end, 20), "the fix mends nothing")
  -- Characters beyond the basic plane before what is found.
  vim.api.nvim_buf_set_lines(0, 0, 0, false, { "# 😀😀" })
  assert(vim.wait(20000, function()
    local moved = found("from-attributes")[1]
    return moved and moved.lnum > first.lnum
  end, 20), "diagnostics do not follow an edit")
end)
if not ok then fail(tostring(problem)) end
local version = vim.version()
print(string.format("Neovim %d.%d.%d: diagnostics, hover, completion, fix and edit", version.major, version.minor, version.patch))
vim.cmd("qall!")
