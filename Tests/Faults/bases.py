"""A base as SQLite itself reads it, past the command under test."""

import collections
import json
import re
import sqlite3

#: What people write, by the numbers that headers of entries name.
TABLES = {1: "author", 2: "objection", 3: "phrasing", 4: "response", 5: "deal", 6: "person", 7: "proof", 8: "encounter"}

#: What differs from run to run: ids that were made, and moments.
FRESH = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+Z?")


def opened(path):
    """For reading alone: closing such a connection never checkpoints, so what is looked at stays as it is."""
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True)


class Content:
    """The journal and the tables of people's words; what is derived or only this machine's is left out."""

    def __init__(self, path):
        base = opened(path)
        try:
            # Not by way of an index: it may be the index that is torn.
            self.journal = base.execute(
                "SELECT number, header, previous, commitment, hash, salt, body FROM journal NOT INDEXED ORDER BY number"
            ).fetchall()
            self.tables = {name: self._table(base, name) for name in TABLES.values()}
        finally:
            base.close()

    @staticmethod
    def _table(base, name):
        cursor = base.execute(f"SELECT * FROM {name} NOT INDEXED ORDER BY number")
        columns = [column[0] for column in cursor.description]
        return columns, cursor.fetchall()

    def count(self, table):
        return len(self.tables[table][1])

    def is_as(self, before):
        """Whether it says what `before` says; a newer schema may have more columns."""
        return self.journal == before.journal and all(
            self._columns(name, columns) == rows for name, (columns, rows) in before.tables.items())

    def _columns(self, name, wanted):
        columns, rows = self.tables[name]
        if columns == wanted:
            return rows
        if not set(wanted) <= set(columns):
            return None
        places = [columns.index(column) for column in wanted]
        return [tuple(row[place] for place in places) for row in rows]

    def since(self, before):
        """What this has beyond `before`, in words that are the same in each run; None when something is gone."""
        if self.journal[:len(before.journal)] != before.journal:
            return None
        counts = {name: self.count(name) - before.count(name) for name in self.tables}
        return counts, collections.Counter(map(_plain, self.journal[len(before.journal):]))


def _plain(entry):
    header, body = entry[1], entry[6]
    kind, table, atom = header[66], int.from_bytes(header[67:69], "big"), int.from_bytes(header[85:87], "big")
    return kind, table, atom, FRESH.sub("*", json.dumps(json.loads(body), sort_keys=True) if body else "")


def soundness(path):
    """What SQLite says of the file; None when it is content."""
    try:
        base = opened(path)
        try:
            lines = [row[0] for row in base.execute("PRAGMA integrity_check(5)")]
        finally:
            base.close()
    except sqlite3.Error as error:
        return f"SQLite: {error}"
    return None if lines == ["ok"] else f"SQLite: {lines}"


def rows(path, sql, *values):
    base = opened(path)
    try:
        return base.execute(sql, values).fetchall()
    finally:
        base.close()


def words(path):
    """The words of all logs, in the order in which they were written."""
    return [row[0] for row in rows(path, "SELECT words FROM encounter ORDER BY number")]


def settle(folder):
    """Brings the WAL home and takes it away, so that the base is one file."""
    base = sqlite3.connect(folder / "base.db")
    base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    base.close()
    for suffix in ("-wal", "-shm"):
        (folder / ("base.db" + suffix)).unlink(missing_ok=True)
