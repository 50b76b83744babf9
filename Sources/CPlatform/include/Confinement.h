// Gives up sockets and the start of other programs, for the rest of a process' life.
//
// The filter is a program of the kernel's own small machine, whose instructions are macros of C, which Swift does not see.
#ifndef PLUMB_CONFINEMENT_H
#define PLUMB_CONFINEMENT_H

#include <errno.h>

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define PLUMB_AUDIT_ARCH AUDIT_ARCH_X86_64
#else
#define PLUMB_AUDIT_ARCH AUDIT_ARCH_AARCH64
#endif
// Newer than the headers of some systems.
#define PLUMB_IO_URING_SETUP 425

// Refuses a call, where its number is loaded.
#define PLUMB_REFUSE(number)                                  \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (number), 0, 1),        \
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

/// Makes the kernel refuse sockets and the start of programs to all threads of the process, with EPERM.
/// Gives 0, or the error number with which the kernel refuses to.
static inline int plumb_confine(void) {
  static struct sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
      // Numbers of another kind of call mean other calls.
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PLUMB_AUDIT_ARCH, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
#if defined(__x86_64__)
      // The calls of x32, which have the same numbers with this bit.
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
#endif
      PLUMB_REFUSE(SYS_socket),
      PLUMB_REFUSE(SYS_socketpair),
      PLUMB_REFUSE(SYS_connect),
      PLUMB_REFUSE(SYS_bind),
      PLUMB_REFUSE(SYS_execve),
      PLUMB_REFUSE(SYS_execveat),
      // It can do what the others do without calling them.
      PLUMB_REFUSE(PLUMB_IO_URING_SETUP),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  static const struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
  if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) != 0) return errno;
  return 0;
}

#else

static inline int plumb_confine(void) { return ENOSYS; }

#endif
#endif
