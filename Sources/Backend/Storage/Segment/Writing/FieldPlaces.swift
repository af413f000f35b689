/// Where in each shape a field stands, of fields that stand in none twice.
///
/// Held for one field at a time, so that it takes no more than a number for each shape.
struct FieldPlaces {
    private let shapes: [[UInt32]]
    /// Of each field, the shapes that have it, and its place there.
    private var uses: [[(shape: Int32, place: Int32)]]

    /// - Complexity: O(fields of all shapes).
    init(_ fields: FieldCollection) {
        shapes = fields.shapes
        uses = Array(repeating: [], count: fields.fields.count)
        for (shape, list) in shapes.enumerated() {
            for (place, field) in list.enumerated() {
                uses[Int(field)].append((Int32(shape), Int32(place)))
            }
        }
    }

    /// The place of a field in each shape, -1 in those without it.
    func places(of field: Int) -> [Int32] {
        var places = [Int32](repeating: -1, count: shapes.count)
        for use in uses[field] { places[Int(use.shape)] = use.place }
        return places
    }
}
