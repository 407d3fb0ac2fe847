"""Import-linter contracts of our own."""

from collections.abc import Iterator

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class DoorsContract(Contract):
    """Allow only some modules of an app to be imported from outside the app.

    `doors` are open to everybody, `tradesmen` only to the packages in `builders`.
    """

    type_name = "doors"

    parents = fields.ListField(subfield=fields.StringField())
    doors = fields.ListField(subfield=fields.StringField())
    tradesmen = fields.ListField(subfield=fields.StringField(), required=False, default=[])
    builders = fields.ListField(subfield=fields.StringField(), required=False, default=[])

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Collect every import that climbs in through a window."""
        windows = [
            window
            for parent in self.parents
            if parent in graph.modules
            for app in sorted(graph.find_children(parent))
            for window in self.windows(graph, app)
        ]
        return ContractCheck(kept=not windows, metadata={"windows": windows})

    def windows(self, graph: ImportGraph, app: str) -> Iterator[tuple[str, str]]:
        """Pair each importer from outside with the module of the app that it may not know."""
        inside = {app} | graph.find_descendants(app)
        doors = {f"{app}.{door}" for door in self.doors}
        tradesmen = {f"{app}.{door}" for door in self.tradesmen}
        for module in sorted(inside - doors):
            for importer in sorted(graph.find_modules_that_directly_import(module) - inside):
                if module not in tradesmen or not self.builds(importer):
                    yield importer, module

    def builds(self, importer: str) -> bool:
        """Tell whether a module belongs to a package that puts apps together."""
        return any(f"{importer}.".startswith(f"{builder}.") for builder in self.builders)

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each offending import."""
        doors = " or ".join(f"`{door}`" for door in self.doors)
        for importer, imported in check.metadata["windows"]:
            output.print_error(f"{importer} -> {imported}: import the app's {doors} instead")
            output.new_line()
