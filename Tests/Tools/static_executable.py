"""What the packages must know of an executable: for which processor it is, and that it is fully static."""
import sys

MACHINES = {62: "x86_64", 183: "aarch64"}  # e_machine of ELF
PT_INTERP = 3


def machine(path):
    """The processor, as uname names it; ends the program where the executable needs more of a system than its kernel."""
    with open(path, "rb") as file:
        head = file.read(1 << 16)

    def number(at, size):
        return int.from_bytes(head[at : at + size], "little")

    if head[:6] != b"\x7fELF\x02\x01" or number(18, 2) not in MACHINES:
        sys.exit(f"{path} is no executable for Linux on one of: {', '.join(MACHINES.values())}")
    segments, size, count = number(32, 8), number(54, 2), number(56, 2)
    if any(number(segments + size * index, 4) == PT_INTERP for index in range(count)):
        sys.exit(f"{path} is not static; packages hold only executables that run anywhere")
    return MACHINES[number(18, 2)]
