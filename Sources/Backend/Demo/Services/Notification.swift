/// Writes to buyers: Ruby, a consumer that takes several messages at a time and links to all of them.
extension TraceSimulation {
    mutating func notify(of order: String) {
        set("app.order.id", order)
        task("render mails", function: "Mailer.render") { trace in
            trace.set("app.template", "order-placed")
            trace.set("app.locale", trace.visitor.country)
            trace.work(5)
        }
        let isBusy = chance.happens(0.02)
        let status = callForeignHTTP("api.mail.example", "POST", path: "/v3/mail/send") { trace in
            trace.set("app.mail.recipients", 1)
            trace.work(55)
            return isBusy ? 429 : 202
        }
        guard status >= 400 else { return }
        event("retry", [("app.retry.reason", "429"), ("app.retry.delay", "500ms")])
        work(500, spread: 0.1)
        _ = callForeignHTTP("api.mail.example", "POST", path: "/v3/mail/send") { trace in
            trace.set("http.request.resend_count", 1)
            trace.work(55)
            return 202
        }
    }
}
