-- Plumb in Neovim 0.7 and newer: put this into init.lua. It starts one server for each folder that has plumb.yaml or .git.
local function root(file)
  local folder = vim.fn.fnamemodify(file, ":p:h")
  for _, mark in ipairs({ "plumb.yaml", ".git" }) do
    local found = vim.fn.findfile(mark, folder .. ";")
    if found == "" then found = vim.fn.finddir(mark, folder .. ";") end
    if found ~= "" then return vim.fn.fnamemodify(found, ":p:h" .. (mark == ".git" and ":h" or "")) end
  end
  return folder
end

local servers = {}
vim.api.nvim_create_autocmd("FileType", {
  pattern = { "yaml", "json", "xml" },
  callback = function(event)
    local folder = root(vim.api.nvim_buf_get_name(event.buf))
    if vim.lsp.start then
      vim.lsp.start({ name = "plumb", cmd = { "plumb", "lsp" }, root_dir = folder })
      return
    end
    servers[folder] = servers[folder]
      or vim.lsp.start_client({
        name = "plumb",
        cmd = { "plumb", "lsp" },
        root_dir = folder,
        workspace_folders = { { uri = vim.uri_from_fname(folder), name = folder } },
        on_exit = function() servers[folder] = nil end,
      })
    if servers[folder] then vim.lsp.buf_attach_client(event.buf, servers[folder]) end
  end,
})
