/// An open array or object, as far as an error must be able to name it.
struct JSONFrame {
    let isObject: Bool
    /// Number of the element being read, in an array.
    var index = 0
    /// The bytes of the present key in the chunk, while it lasts.
    var keyStart: Int32 = 0
    /// Length of the key in the chunk; negative when the key stands in `keptKeys` or there is none.
    var keyLength: Int32 = -1
    var hasKey = false

    init(isObject: Bool) {
        self.isObject = isObject
    }
}
