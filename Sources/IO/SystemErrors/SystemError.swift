import Glibc

/// The C library's words for its error numbers.
package enum SystemError {
    /// The words for an `errno`, such as `No such file or directory`; `error 4711` where it has none.
    ///
    /// Safe to call from any thread.
    package static func words(_ code: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
        let bytes = buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The same with a small first letter, for the middle of a sentence.
    package static func phrase(_ code: Int32) -> String {
        let words = words(code)
        return words.prefix(1).lowercased() + words.dropFirst()
    }
}
