import Foundation

/// The figures of several sizes beside each other, as Markdown.
struct SizeTable {
    /// As it was before the first measurement: see ``SizeTable/machine``.
    let machine: String
    let figures: [SizeFigures]

    func print() {
        Swift.print("\(machine)\n")
        head("opening a file")
        row("size of the JSON") {
            $0.megabytes < 10 ? format("%.1f MB", $0.megabytes) : format("%.0f MB", $0.megabytes)
        }
        row("until it is on the screen") { seconds($0.opening.milliseconds / 1e3) }
        row("of processor") { seconds($0.openingProcessor) }
        row("memory at most") { "\($0.peakMegabytes) MB" }

        Swift.print(
            "\nFrom key to answer, p50 / p99 in ms; in brackets what of the processor the slowest needed.\n"
        )
        head("keys")
        for (place, series) in KeySeries.all.enumerated() {
            row(series.name) { figures in
                let presses = figures.presses[place]
                return format(
                    "%.1f / %.1f (%.1f)",
                    presses.milliseconds(percentile: 50),
                    presses.milliseconds(percentile: 99),
                    presses.processorMilliseconds(percentile: 100)
                )
            }
        }

        Swift.print("\nBytes to the terminal for a key, p50 / p99.\n")
        head("bytes")
        row("cursor") { bytes($0.presses[0]) }
        row("scrolled line") { bytes($0.scrolls) }
        row("page") { bytes($0.presses[1]) }

        Swift.print(
            "\nWhat runs beside the screen, which stays usable, from key to result; in brackets what the screen itself needed of "
                + "the processor meanwhile, in ms.\n"
        )
        head("work")
        for (place, work) in Work.all.enumerated() {
            row(work.name) { figures in
                let work = figures.works[place]
                return seconds(work.latency.milliseconds / 1e3)
                    + format(" (%.1f)", work.processor.milliseconds)
            }
        }
    }

    private func head(_ title: String) {
        Swift.print(
            "| \(title), spans | " + figures.map { grouped($0.spans) }.joined(separator: " | ")
                + " |"
        )
        Swift.print("|---|" + String(repeating: "---|", count: figures.count))
    }

    private func row(_ name: String, _ cell: (SizeFigures) -> String) {
        Swift.print("| \(name) | " + figures.map(cell).joined(separator: " | ") + " |")
    }

    private func bytes(_ presses: [Press]) -> String {
        "\(presses.bytes(percentile: 50)) / \(presses.bytes(percentile: 99))"
    }

    private func seconds(_ seconds: Double) -> String {
        seconds < 1 ? format("%.0f ms", seconds * 1e3) : format("%.2f s", seconds)
    }

    private func format(_ format: String, _ values: any CVarArg...) -> String {
        String(format: format, arguments: values)
    }

    private func grouped(_ number: Int) -> String {
        number.formatted(.number.locale(Locale(identifier: "en_US")))
    }

    /// The machine, how busy it was, and when.
    static var machine: String {
        let info = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let model = info.split(separator: "\n").first { $0.hasPrefix("model name") }?
            .split(separator: ":").last?.trimmingCharacters(in: .whitespaces)
        let load =
            (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8))?
            .split(separator: " ").first ?? "?"
        let day = Date.now.formatted(.iso8601.year().month().day())
        return "\(day), \(model ?? "unknown processor"), "
            + "\(ProcessInfo.processInfo.activeProcessorCount) cores, load \(load) before it began"
    }
}
