import TraceModel

/// String-table indexes of the words for types.
struct SpoorKeys {
    let double: StringIndex
    let bytes: StringIndex

    init(_ strings: inout StringInterner) {
        double = strings.intern("double")
        bytes = strings.intern("bytes")
    }
}
