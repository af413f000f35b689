import Glibc

extension FolderSnapshot {
    /// What changes whenever something is written to the folder at `path`: names, sizes and times of files.
    ///
    /// - Complexity: O(files).
    package static func stamp(of path: String) -> [String] {
        var stamp: [String] = []
        for folder in [FolderLayout.log, FolderLayout.segments] {
            let folder = path + "/" + folder
            for name in (try? SystemFiles().names(in: folder))?.sorted() ?? [] {
                var status = stat()
                guard stat(folder + "/" + name, &status) == 0 else { continue }
                let time = status.st_mtim
                stamp.append("\(name) \(status.st_size) \(time.tv_sec).\(time.tv_nsec)")
            }
        }
        return stamp
    }
}
