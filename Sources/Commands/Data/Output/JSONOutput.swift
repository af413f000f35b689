import TraceModel
import WireFormats

/// JSON of answers, one document per line; ``DocumentStream`` writes those that are not.
///
/// Whatever a terminal could take for a command, and what reorders or hides text, is written as `\u` escapes,
/// so that the output is as safe on a screen as in a file and still means the same.
enum JSONOutput {
    /// A document with a line feed behind it.
    static func line(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
        let document = JSONWriter.document { writer in
            body(&writer)
            writer.newline()
        }
        return JSONString.escapingInvisible(document)
    }
}
