extension PlantedTrouble {
    /// A rule of pricing throws, and no caller notices.
    static let swallowedError = PlantedTrouble(
        name: "swallowed-error",
        symptom: "some pages show no discounts, and nothing reports an error",
        cause: "pricing catches the exception of a promotion rule and answers without discounts: "
            + "only the span deep inside is an error, everything above it is fine",
        search: "pricing, apply promotions, error=true: the exception event names the rule, while "
            + "the root of the trace answers 200",
        services: ["pricing"],
        operation: "apply promotions",
        evidence: [("error.type", "java.lang.NullPointerException")],
        schedule: .always,
        share: 0.06
    )
}

extension TraceSimulation {
    /// Applies the rules for discounts; errors of rules are swallowed.
    mutating func applyPromotions() {
        task("apply promotions", function: "PromotionEngine.apply") { trace in
            trace.set("app.promotion.rules", 14)
            trace.work(1.1)
            guard trace.suffers(.swallowedError) else {
                trace.set("app.promotion.matched", trace.chance.below(4))
                return
            }
            trace.set("app.promotion.rule", "autumn-sale-bundle")
            trace.fail(
                "java.lang.NullPointerException",
                "Cannot invoke \"Bundle.products()\" because \"bundle\" is null",
                stack: [
                    "com.example.shop.pricing.rules.BundleRule.matches",
                    "com.example.shop.pricing.PromotionEngine.applyRule",
                    "com.example.shop.pricing.PromotionEngine.apply",
                    "com.example.shop.pricing.PricingService.getPromotions",
                ]
            )
        }
    }
}
