import Explorer
import TraceModel
import WireFormats

/// JSON of answers: whole documents, and one document per line.
///
/// Whatever a terminal could take for a command, and what reorders or hides text, is written as `\u` escapes,
/// so that the output is as safe on a screen as in a file and still means the same.
enum JSONOutput {
    /// A document on one line; over several lines for people at a terminal.
    static func document(_ style: OutputStyle, _ body: (inout JSONWriter) -> Void) -> [UInt8] {
        let line = self.line(body)
        guard style.columns != nil,
            let laidOut = PrettyJSON.layOut(String(decoding: line, as: UTF8.self))
        else { return line }
        return Array(laidOut.utf8) + [UInt8(ascii: "\n")]
    }

    /// A document with a line feed behind it.
    static func line(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
        let document = JSONWriter.document { writer in
            body(&writer)
            writer.newline()
        }
        return JSONString.escapingInvisible(document)
    }
}
