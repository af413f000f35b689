extension Pod {
    /// What the resource of its spans says besides the service's name.
    var resourceAttributes: [(key: String, value: String)] {
        [
            ("service.namespace", "shop"),
            ("service.version", version),
            ("service.instance.id", instanceID),
            ("deployment.environment.name", "production"),
            ("telemetry.sdk.name", "opentelemetry"),
            ("telemetry.sdk.language", service.language.rawValue),
            ("telemetry.sdk.version", service.language.sdkVersion),
            ("k8s.cluster.name", "shop-eu"),
            ("k8s.namespace.name", "shop"),
            ("k8s.deployment.name", deployment),
            ("k8s.pod.name", name),
            ("k8s.node.name", host.name),
            ("host.name", host.name),
            ("cloud.provider", "aws"),
            ("cloud.region", "eu-central-1"),
            ("cloud.availability_zone", host.zone),
        ]
    }
}
