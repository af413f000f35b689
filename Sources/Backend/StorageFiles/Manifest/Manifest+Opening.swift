import Databases
import Glibc

extension Manifest {
    /// Opens the manifest of a folder for writing; where it is missing or damaged, a blank one takes its place.
    ///
    /// One that is damaged is moved to `damaged`.
    ///
    /// - Returns: The manifest, and a sentence for the operator if there was something to tell.
    static func openOrRemake(
        in folder: String,
        _ fileSystem: any FileSystem
    ) throws(FolderError) -> (manifest: Manifest, note: String?) {
        let path = fileSystem.databasePath(folder + "/" + FolderLayout.manifest)
        let segments = try filing { () throws(FileError) in
            try fileSystem.names(in: folder + "/" + FolderLayout.segments)
        }
        let isMissing = Glibc.access(path, F_OK) != 0
        if isMissing {
            // What a database left behind that is gone would be taken for this one's.
            for ending in ["-wal", "-shm"] { try? SystemFiles().remove(path + ending) }
            // So that it is its owner's alone; SQLite would ask nobody but the umask. What fails here fails again below.
            _ = try? SystemFiles().open(path, for: .making)
        }
        do throws(FolderError) {
            let manifest = try Manifest(path: path, access: .writing)
            let isRemade = isMissing && !segments.isEmpty
            return (
                manifest,
                isRemade ? "\(path) was missing: it was made anew from the segments." : nil
            )
        } catch {
            guard case .database(_, let failure) = error, failure.kind == .damaged else {
                throw error
            }
            let kept = folder + "/" + FolderLayout.damaged
            let target = fileSystem.databasePath(kept + "/" + FolderLayout.manifest)
            for ending in ["", "-wal", "-shm"] {
                // The last two are not always there.
                try? SystemFiles().rename(path + ending, to: target + ending)
            }
            let note =
                "\(path) is damaged (\(failure.message)): it was moved to \(kept), and made anew from the segments."
            return (try Manifest(path: path, access: .writing), note)
        }
    }

    /// Whether nothing was ever written to it.
    func isBlank() throws(FolderError) -> Bool {
        try read { (database) throws(DatabaseError) in
            let statement = try database.prepare(
                """
                SELECT 1 FROM log WHERE sealed_through > 0
                UNION SELECT 1 FROM segment UNION SELECT 1 FROM deleted_segment LIMIT 1
                """
            )
            return try !statement.step()
        }
    }
}
