"""The only SQL of the project: one module a table, and `database` for opening, migrating and writing."""
