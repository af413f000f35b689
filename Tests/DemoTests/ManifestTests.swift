import Demo
import Foundation
import Testing

@Suite struct ManifestTests {
    private func document(_ options: ShopOptions) throws -> [String: Any] {
        let traffic = ShopTraffic(options: options, anchor: ReceivedSpans.anchor)
        let json = try JSONSerialization.jsonObject(with: Data(traffic.manifest().json()))
        return try #require(json as? [String: Any])
    }

    @Test func `the manifest as JSON names every trouble, its windows and an example`() throws {
        let document = try document(ShopOptions(seed: 9))
        #expect(document["seed"] as? String == "9")
        #expect(document["anchorUnixNano"] as? String == "\(ReceivedSpans.anchor)")
        let troubles = try #require(document["troubles"] as? [[String: Any]])
        #expect(troubles.map { $0["name"] as? String } == PlantedTrouble.all.map(\.name))
        for trouble in troubles {
            let windows = try #require(trouble["windows"] as? [[String: Any]])
            #expect(!windows.isEmpty)
            let begins = windows.compactMap {
                ($0["beginUnixNano"] as? String).flatMap(UInt64.init)
            }
            #expect(begins.count == windows.count && begins == begins.sorted())
            for key in ["symptom", "cause", "find", "operation", "exampleTraceID"] {
                #expect((trouble[key] as? String)?.isEmpty == false, "\(key)")
            }
            #expect((trouble["services"] as? [String])?.isEmpty == false)
            #expect((trouble["evidence"] as? [[String: Any]])?.isEmpty == false)
        }
    }

    @Test func `a shop without a past has no examples, and says so`() throws {
        let troubles = try document(ShopOptions(history: .zero))["troubles"] as? [[String: Any]]
        #expect(try #require(troubles).allSatisfy { $0["exampleTraceID"] is NSNull })
    }

    @Test func `every trouble happens when the shop is opened`() {
        let moment: UInt64 = ReceivedSpans.anchor
        let traffic = ShopTraffic(options: ShopOptions(), anchor: moment)
        for entry in traffic.manifest().entries {
            let isOn = entry.windows.contains {
                $0.begin <= moment && $0.end.map { $0 > moment } ?? true
            }
            #expect(isOn, "\(entry.trouble.name)")
        }
    }

    @Test func `other seeds show every trouble too, within the hour`() {
        for seed in UInt64(1)...5 {
            let traffic = ShopTraffic(
                options: ShopOptions(seed: seed),
                anchor: ReceivedSpans.anchor
            )
            let entries = traffic.manifest().entries
            #expect(entries.allSatisfy { $0.exampleTraceID != nil }, "seed \(seed)")
        }
    }
}
