/// How the values of a field stand in rows; the raw value is what the format writes.
///
/// One file each, of which the writer and the reader ask what ``SlotEncoding`` names.
enum SlotKind: UInt8, CaseIterable, Sendable {
    /// The code of the value stands in the row's template.
    case template
    /// The code of the value stands in the record; the values are a list that is read in place.
    case dictionary
    /// The value's eight bytes stand in the record.
    case plain
    /// A whole number less the field's smallest stands in the record, but for outliers.
    case frame
    /// The text between the numbers stands in the template, the numbers in the record.
    case pattern
    /// The code of the value stands in the record; the values are compressed in blocks.
    case blocks
}
