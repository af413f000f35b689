/// What one pod's exporter sends at a time.
package struct ShopRequest: Sendable {
    let pod: Pod
    package let spans: ArraySlice<ShopSpan>

    /// As an `ExportTraceServiceRequest`.
    ///
    /// - Complexity: O(spans), some microseconds each.
    package var protobuf: [UInt8] { RequestBuilder.protobuf(self) }
}

extension ShopTraffic {
    /// All spans that begin in some slices as requests, as if they were sent when all was over.
    package func requests(inSlices slices: Range<Int>) -> [ShopRequest] {
        var queues = ExportQueues(fleet: fleet)
        for slice in slices {
            for trace in traces(inSlice: slice) {
                for span in trace.spans { queues.add(span) }
            }
        }
        return queues.takeAll()
    }
}
