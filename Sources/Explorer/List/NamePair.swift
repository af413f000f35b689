/// A service and its operation beside each other in one column.
enum NamePair {
    /// Columns of the service where both have `width` with a blank between them.
    ///
    /// Where there is no room for both whole, a short service stays whole, and of a long one the operation has the larger part.
    static func serviceColumns(service: Int, operation: Int, width: Int) -> Int {
        service <= width / 2 ? service : max(width - 1 - operation, width * 2 / 5)
    }
}
