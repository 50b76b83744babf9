;; Opens a flow as a person would, with the sample configuration: diagnostics, hover, an edit.
;; usage: emacs --batch -l emacs.el, FLOW and SAMPLE in the environment
(load (getenv "SAMPLE"))
(require 'flymake)
(setq eglot-sync-connect 20 eglot-autoreconnect nil eglot-send-changes-idle-time 0 flymake-no-changes-timeout 0.1)
(setq project-find-functions
      (list (lambda (folder) (cons 'transient (expand-file-name folder)))))

(defun check-wait (what condition)
  "Wait until CONDITION holds; WHAT says what for."
  (let ((end (+ (float-time) 20)))
    (while (and (not (funcall condition)) (< (float-time) end))
      (accept-process-output nil 0.05))
    (unless (funcall condition)
      (message "waited in vain for %s" what)
      (kill-emacs 1))))

(defun check-found ()
  "The findings of `from-attributes' that flymake shows."
  (seq-filter (lambda (one) (string-match-p "from-attributes\\|header never reach" (flymake-diagnostic-text one)))
              (flymake-diagnostics)))

(find-file (getenv "FLOW"))
(unless (memq major-mode '(yaml-mode conf-mode)) (text-mode))
(apply #'eglot (eglot--guess-contact))
(flymake-mode 1)
(check-wait "diagnostics" (lambda () (flymake-start) (check-found)))
(search-forward "Append")
(let ((hover (jsonrpc-request (eglot-current-server) :textDocument/hover (eglot--TextDocumentPositionParams))))
  (unless (string-match-p "Append(" (plist-get (plist-get hover :contents) :value))
    (message "no hover: %S" hover)
    (kill-emacs 1)))
(let ((line (line-number-at-pos (flymake-diagnostic-beg (car (check-found))))))
  (goto-char (point-min))
  (insert "# 😀😀\n")
  (eglot--signal-textDocument/didChange)
  (check-wait "diagnostics of the edited text"
              (lambda ()
                (flymake-start)
                (let ((found (car (check-found))))
                  (and found (> (line-number-at-pos (flymake-diagnostic-beg found)) line))))))
(message "Emacs %s with eglot: %d diagnostics, hover and edit" emacs-version (length (flymake-diagnostics)))
(set-buffer-modified-p nil)
(kill-emacs 0)
