/// When what was written to the log is brought to disk, and so what an acknowledged batch has survived.
package enum SyncPolicy: Sendable, Equatable {
    /// Before a batch is acknowledged: it survives the loss of power. Batches that come while the disk is busy share the next sync.
    case eachBatch
    /// At most so long after a batch was acknowledged: it survives the end of the process, but not always that of the machine.
    case every(Duration)
}
