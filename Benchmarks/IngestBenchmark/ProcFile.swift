import Glibc

/// Files of `/proc`.
enum ProcFile {
    /// The beginning of a file; empty when there is none.
    static func text(_ path: String) -> String {
        guard let file = fopen(path, "r") else { return "" }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    /// The second number of a `statm`, in bytes.
    static func residentBytes(_ path: String) -> Int {
        let words = text(path).split(separator: " ")
        return words.count > 1 ? (Int(words[1]) ?? 0) * Int(getpagesize()) : 0
    }
}
