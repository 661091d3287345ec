"""The code of a module in streams of one kind of number each, which LZMA packs a tenth smaller than code in its order; unpack.cpp joins them again.

The format: https://webassembly.github.io/spec/core/binary/. What this does not know ends with an error, so that nothing is packed wrongly.
"""

LOCALS = {0x20, 0x21, 0x22}
ONE_NUMBER = {0x02, 0x03, 0x04, 0x0C, 0x0D, 0x10, 0x23, 0x24, 0x3F, 0x40}  # types of blocks, labels, calls, globals, memories
MEMORY = range(0x28, 0x3F)
LONG = 3  # bytes of an i32.const that is an address in most cases
ADDRESS = 0x27  # not an instruction: i32.const of a number that is in the stream of addresses
OPEN, END = {0x02, 0x03, 0x04}, 0x0B


def number_end(code, at):
    while code[at] >= 0x80:
        at += 1
    return at + 1


def number(code, at):
    """The unsigned LEB128 at a place, and the place after it."""
    end = number_end(code, at)
    return sum((byte & 0x7F) << 7 * i for i, byte in enumerate(code[at:end])), end


class Streams:
    def __init__(self):
        self.rest, self.locals, self.offsets, self.constants, self.addresses = (bytearray() for _ in range(5))

    def all(self):
        """In the order that unpack.cpp takes them in."""
        return [self.rest, self.locals, self.offsets, self.constants, self.addresses]


def split(code, at, end):
    """The streams of a code section's functions, which stand between two places of a module.

    Sets the alignment of each access in `code` to 0: it is a hint, which browsers don't read.
    """
    out = Streams()
    while at < end:
        size, at = number(code, at)
        function_end = at + size
        at = split_function(code, at, out)
        if at != function_end:
            raise ValueError(f"a function ends at {at}, its size says {function_end}")
    return out


def split_function(code, at, out):
    def copy(stream, end):
        nonlocal at
        stream += code[at:end]
        at = end

    def copy_number(stream):
        copy(stream, number_end(code, at))

    declarations, _ = number(code, at)
    copy_number(out.rest)
    for _ in range(declarations):
        copy_number(out.rest)
        copy(out.rest, at + 1)  # the type
    depth = 0
    while depth >= 0:
        op = code[at]
        at += 1
        address = op == 0x41 and number_end(code, at) - at >= LONG
        out.rest.append(ADDRESS if address else op)
        depth += (op in OPEN) - (op == END)
        if op in LOCALS:
            copy_number(out.locals)
        elif op in ONE_NUMBER:
            copy_number(out.rest)
        elif op in MEMORY:
            if code[at] > 4:
                raise ValueError(f"an access to another memory at {at}")
            code[at] = 0
            at += 1
            copy_number(out.offsets)
        elif op == 0x41:
            copy_number(out.addresses if address else out.constants)
        elif op == 0x42:
            copy_number(out.constants)
        elif op == 0x0E:  # br_table
            labels, _ = number(code, at)
            for _ in range(labels + 2):
                copy_number(out.rest)
        elif op == 0x11:  # call_indirect
            copy_number(out.rest)
            copy_number(out.rest)
        elif op in (0x43, 0x44):  # f32.const, f64.const
            copy(out.rest, at + (4 if op == 0x43 else 8))
        elif op == 0xFC:
            kind, _ = number(code, at)
            copy_number(out.rest)
            if kind > 11 or kind in (8, 9):
                raise ValueError(f"an instruction 0xfc {kind} at {at}")
            copy(out.rest, at + {10: 2, 11: 1}.get(kind, 0))  # memory.copy, memory.fill
        elif 0x05 < op < 0x0B or 0x11 < op < 0x1A or 0x1B < op < 0x20 or 0x25 <= op <= 0x27 or op > 0xC4:
            raise ValueError(f"an instruction {op:#x} at {at}")
    return at
