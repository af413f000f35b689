import TraceModel

extension PlantedTrouble {
    /// One pod of inventory runs a new version that waits for connections.
    static let slowPod = PlantedTrouble(
        name: "slow-pod",
        symptom: "since a deploy 25 minutes before the shop was opened every third look at the "
            + "stock is slow",
        cause: "inventory \(newPod.version) holds one database connection per pod; its first pod, "
            + "\(newPod.name), makes all its callers queue for it",
        search: "inventory, shop.Inventory/CheckStock: compare by k8s.pod.name or service.version; "
            + "below the slow ones stands `acquire connection`",
        services: ["inventory"],
        operation: "shop.Inventory/CheckStock",
        evidence: [("service.version", newPod.version), ("k8s.pod.name", newPod.name)],
        schedule: .since(-deploySeconds),
        share: 1
    )

    /// The pod that came with the deploy.
    fileprivate static let newPod: Pod = {
        var pod = Pod(.inventory, number: 2, version: "2.8.0", host: Host(number: 2))
        pod.lifetime = -.seconds(Int64(deploySeconds))..<(.max)
        return pod
    }()

    private static let deploySeconds = 25 * 60
}

extension Fleet {
    /// Puts the new version in the place of one pod of inventory.
    mutating func deployNewInventory() {
        guard let last = places(of: .inventory).last else { return }
        let new = PlantedTrouble.newPod
        var old = pods[last]
        old.lifetime = .min..<new.lifetime.lowerBound
        replace(last, with: old)
        add(new)
    }
}

extension TraceSimulation {
    /// Takes a connection of the pool, for which one has to wait in the new version alone.
    mutating func acquireConnection() {
        guard pod.version == PlantedTrouble.newPod.version, suffers(.slowPod) else {
            return work(0.1)
        }
        task("acquire connection", function: "HikariPool.getConnection") { trace in
            trace.set("db.client.connection.pool.name", "inventory")
            trace.set("db.client.connection.state", "pending")
            trace.work(95, spread: 0.4)
        }
    }
}
