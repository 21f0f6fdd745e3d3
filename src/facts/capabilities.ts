/** The capabilities of Linux 6, and `ALL`, which stands for them. https://man7.org/linux/man-pages/man7/capabilities.7.html */
const names = new Set(
  (
    'ALL AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID IPC_LOCK IPC_OWNER ' +
    'KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN NET_BIND_SERVICE NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID SETPCAP SETUID ' +
    'SYS_ADMIN SYS_BOOT SYS_CHROOT SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG SYSLOG WAKE_ALARM'
  ).split(' '),
)

/** Whether it is a capability, written as Kubernetes writes them. */
export function isCapability(text: string): boolean {
  return names.has(text)
}

/** A capability in capitals and without `CAP_`, as runtimes read it. */
export function capabilityOf(text: string): string {
  return text.toUpperCase().replace(/^CAP_/, '')
}
