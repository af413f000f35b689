import TestSupport
import Testing

@testable import Explorer

/// Values laid out by what they are.
struct ValueLayoutTests {
    @Test func `a statement breaks at its clauses, conditions stand below each other`() {
        let text = """
            SELECT id, total FROM orders o LEFT JOIN items i ON i.order_id = o.id \
            WHERE customer = 4711 AND state IN ('new', 'paid') AND made BETWEEN 1 AND 2 \
            GROUP BY id ORDER BY created DESC LIMIT 100
            """
        let laidOut = """
            SELECT id, total
            FROM orders o
            LEFT JOIN items i
              ON i.order_id = o.id
            WHERE customer = 4711
              AND state IN ('new', 'paid')
              AND made BETWEEN 1 AND 2
            GROUP BY id
            ORDER BY created DESC
            LIMIT 100
            """
        #expect(SQLLayout.layOut(text) == laidOut)
    }

    @Test func `a query in a query is indented, a function and a plain parenthesis are not`() {
        let text =
            "delete from a where b in (select left(c, 2) from d where (e = 1 or f = 2)) and g = 1"
        let laidOut = """
            delete from a
            where b in (
                select left(c, 2)
                from d
                where (e = 1 or f = 2))
              and g = 1
            """
        #expect(SQLLayout.layOut(text) == laidOut)
        #expect(
            SQLLayout.layOut("SELECT extract(year from t) FROM x")
                == "SELECT extract(year from t)\nFROM x"
        )
    }

    @Test(
        arguments: [
            ("SELECT 'a  from  b' FROM \"x  where\"", "SELECT 'a  from  b'\nFROM \"x  where\""),
            ("SELECT 1 -- from here\n, 2 FROM x", "SELECT 1 -- from here\n, 2\nFROM x"),
            ("SELECT /* where */ 1 FROM x", "SELECT /* where */ 1\nFROM x"),
            ("UPDATE a\n\tSET b=$1\n\tWHERE c=?", "UPDATE a\nSET b=$1\nWHERE c=?"),
            (
                "INSERT INTO a(b) VALUES(1) ON CONFLICT DO UPDATE SET b=2",
                "INSERT INTO a(b)\nVALUES(1)\n  ON CONFLICT DO UPDATE\nSET b=2"
            ),
            ("SELECT 'it''s' FROM x", "SELECT 'it''s'\nFROM x"),
            ("SELECT * FROM a FOR UPDATE", "SELECT *\nFROM a FOR UPDATE"),
        ]
    )
    func `what stands in quotes and comments stays`(_ text: String, _ laidOut: String) {
        #expect(SQLLayout.layOut(text) == laidOut)
    }

    @Test(arguments: ["", "HGETALL cart", "SELECT 1", "from a where b", "it is a select one"])
    func `what is no statement stays as it is`(_ text: String) {
        #expect(SQLLayout.layOut(text) == nil)
    }

    @Test func `nothing but blanks ever changes in a statement`() {
        let pieces = [
            "SELECT", "from", "where", "and", "(", ")", "'", "\"", "`", "--", "/*", "*/", "\n", "a",
            " ", "between", "🛒", "é.x", ";", ",", "join", "insert", "values",
        ]
        for seed in 0..<300 {
            var random = SeededGenerator(seed: UInt64(seed))
            var text = "select "
            for _ in 0..<Int.random(in: 0..<40, using: &random) {
                text += pieces.randomElement(using: &random) ?? ""
                if Bool.random(using: &random) { text += " " }
            }
            guard let laidOut = SQLLayout.layOut(text) else { continue }
            #expect(
                laidOut.filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace },
                "seed \(seed)"
            )
        }
    }

    @Test func `an address is taken apart, its parameters decoded`() {
        let text = "https://shop.example:8443/cart/a%20b?user=4711&q=red+shoes%21&flag&x=#top"
        let laidOut = """
            https://shop.example:8443/cart/a%20b?user=4711&q=red+shoes%21&flag&x=#top

            scheme    https
            host      shop.example:8443
            path      /cart/a b
            fragment  top
            query
              user  4711
              q     red shoes!
              flag
              x
            """
        #expect(AddressLayout.layOut(text) == laidOut)
    }

    @Test(arguments: [
        "", "shop", "ftp://a/b?c=d", "http://shop", "http://shop/", "a http://b/c?d=e",
    ])
    func `what is no address, or has no parts, stays as it is`(_ text: String) {
        #expect(AddressLayout.layOut(text) == nil)
    }

    @Test(arguments: ["%", "%4", "%zz", "%FF", "%0A", "a%0Ab"])
    func `what cannot be decoded stays as it is`(_ value: String) {
        let lines = AddressLayout.layOut("http://a/b?k=\(value)")?.split(separator: "\n") ?? []
        #expect(lines.last == "  k  \(value)")
    }

    @Test func `only keys of statements have statements`() {
        let text = "SELECT a FROM b"
        #expect(ValueLayout.layOut(text, key: "db.query.text") == "SELECT a\nFROM b")
        #expect(ValueLayout.layOut(text, key: "db.statement") == "SELECT a\nFROM b")
        #expect(ValueLayout.layOut(text, key: "message") == nil)
        #expect(ValueLayout.layOut("[1]", key: "message") == "[\n  1\n]")
    }
}
