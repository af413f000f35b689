extension Manifest {
    /// The tables; what their columns mean is in `docs/data-directory.md`.
    static let schema = """
        CREATE TABLE log (sealed_through INTEGER NOT NULL);
        INSERT INTO log VALUES (0);

        CREATE TABLE segment (
            number INTEGER PRIMARY KEY,
            sealed_through INTEGER NOT NULL,
            made_at INTEGER NOT NULL,
            spans INTEGER NOT NULL,
            traces INTEGER NOT NULL,
            earliest INTEGER NOT NULL,
            latest INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            checksum INTEGER NOT NULL,
            omitted_operations INTEGER NOT NULL
        );

        CREATE TABLE retention (age INTEGER, bytes INTEGER);

        CREATE TABLE deleted_segment (
            number INTEGER PRIMARY KEY,
            reason INTEGER NOT NULL,
            spans INTEGER NOT NULL,
            earliest INTEGER NOT NULL,
            latest INTEGER NOT NULL
        );

        CREATE TABLE service (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

        CREATE TABLE operation (
            id INTEGER PRIMARY KEY,
            service INTEGER NOT NULL,
            name TEXT NOT NULL,
            kind INTEGER NOT NULL,
            UNIQUE (service, name, kind)
        );

        CREATE TABLE segment_operation (
            segment INTEGER NOT NULL,
            operation INTEGER NOT NULL,
            spans INTEGER NOT NULL,
            errors INTEGER NOT NULL,
            figures BLOB NOT NULL,
            PRIMARY KEY (segment, operation)
        ) WITHOUT ROWID;
        CREATE INDEX segment_operation_by_operation ON segment_operation (operation);

        CREATE TABLE segment_call (
            segment INTEGER NOT NULL,
            parent INTEGER NOT NULL,
            child INTEGER NOT NULL,
            calls INTEGER NOT NULL,
            PRIMARY KEY (segment, parent, child)
        ) WITHOUT ROWID;

        PRAGMA user_version = 1;
        """
}
