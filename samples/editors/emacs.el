;; Plumb in Emacs with eglot: put this into init.el, then M-x eglot in a flow. With `yaml-mode' flows are in that mode;
;; without it Emacs 28 shows them in `conf-mode' or `text-mode', so the server is told for these, too.
(require 'eglot)
(dolist (mode '(yaml-mode yaml-ts-mode conf-mode js-json-mode js-mode nxml-mode text-mode))
  (add-to-list 'eglot-server-programs `(,mode . ("plumb" "lsp"))))
