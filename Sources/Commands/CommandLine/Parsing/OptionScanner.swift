import CGetopt
import Glibc
import Synchronization

/// Splits arguments into options and words with the C library's `getopt_long`.
///
/// Words and options may come in any order, `--` ends the options, and `-` is a word. Unlike
/// `getopt_long` itself, an option's name has to be written out: an abbreviation would change its
/// meaning with the next option that is added.
enum OptionScanner {
    enum Item: Sendable {
        case option(CommandLineOption, value: String?)
        case word(String)
        case problem(Problem)
    }

    enum Problem: Sendable {
        /// As typed, dashes included.
        case unknown(String)
        case abbreviated(String, CommandLineOption)
        case missingValue(CommandLineOption)
        case unexpectedValue(CommandLineOption)
    }

    /// The state of `getopt_long` is global, so there is one scan at a time.
    private static let turn = Mutex(())

    /// Reads `arguments`, which do not have the program's name, in their order.
    static func scan(_ arguments: [String], options: [CommandLineOption]) -> [Item] {
        turn.withLock { _ in
            let names = options.map { strdup($0.name) }
            var argv = (["spoor"] + arguments).map { strdup($0) } + [nil]
            defer { (names + argv).forEach { free($0) } }
            let long = zip(names, options.indices).map { name, index in
                let hasValue = options[index].metavar != nil
                return option(
                    name: UnsafePointer(name),
                    has_arg: hasValue ? required_argument : no_argument,
                    flag: nil,
                    val: firstCode + Int32(index)
                )
            }
            return scan(&argv, options, long + [option()])
        }
    }

    /// Codes of long options begin above all letters.
    private static let firstCode: Int32 = 0x1000
    /// What `getopt_long` returns for a word when it keeps the order.
    private static let wordCode: Int32 = 1

    private static func scan(
        _ argv: inout [UnsafeMutablePointer<CChar>?],
        _ options: [CommandLineOption],
        _ long: [option]
    ) -> [Item] {
        // `-` keeps the order and ignores POSIXLY_CORRECT, `:` tells a missing value apart.
        let letters = options.reduce("-:") { letters, option in
            guard let letter = option.letter else { return letters }
            return letters + String(letter) + (option.metavar == nil ? "" : ":")
        }
        let count = Int32(argv.count - 1)
        var items: [Item] = []
        spoor_getopt_start()
        while true {
            let code = getopt_long(count, &argv, letters, long, nil)
            let next = Int(spoor_getopt_index())
            guard code != -1 else {
                let rest = argv[min(next, argv.count - 1)...].compactMap { $0 }
                return items + rest.map { .word(String(cString: $0)) }
            }
            let value = spoor_getopt_value()
            if code == wordCode, let value {
                items.append(.word(String(cString: value)))
                continue
            }
            let isApart = value != nil && value == argv[next - 1].map { UnsafePointer($0) }
            let typed = argv[next - (isApart ? 2 : 1)].map { String(cString: $0) } ?? ""
            items.append(item(code, typed: typed, value: value, options))
        }
    }

    private static func item(
        _ code: Int32,
        typed: String,
        value: UnsafePointer<CChar>?,
        _ options: [CommandLineOption]
    ) -> Item {
        let culprit = spoor_getopt_culprit()
        switch code {
        case Int32(UInt8(ascii: ":")):
            guard let option = known(culprit, options) else { return .problem(.unknown(typed)) }
            return .problem(.missingValue(option))
        case Int32(UInt8(ascii: "?")):
            if let option = known(culprit, options) {
                return .problem(.unexpectedValue(option))
            }
            guard culprit > 0, let letter = Unicode.Scalar(UInt32(culprit)) else {
                return .problem(.unknown(String(typed.prefix { $0 != "=" })))
            }
            return .problem(.unknown("-\(letter)"))
        default:
            guard let option = known(code, options) else { return .problem(.unknown(typed)) }
            let name = typed.prefix { $0 != "=" }
            if code >= firstCode, name != option.flag {
                return .problem(.abbreviated(String(name), option))
            }
            return .option(option, value: value.map { String(cString: $0) })
        }
    }

    private static func known(
        _ code: Int32,
        _ options: [CommandLineOption]
    ) -> CommandLineOption? {
        if code >= firstCode { return options[Int(code - firstCode)] }
        guard code > 0, let scalar = Unicode.Scalar(UInt32(code)) else { return nil }
        return options.first { $0.letter == Character(scalar) }
    }
}
