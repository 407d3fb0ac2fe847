"""The one exception a business rule raises when it says no."""


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Say no by a code and its parameters; the web floor words it in the reader's language.

    `field` names the form field or column that the answer belongs to, if there is one.
    """

    def __init__(self, code: str, /, *, field: str | None = None, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.params = params

    def __str__(self) -> str:
        # repr keeps what users typed (control characters, lone surrogates) fit for any log.
        told = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code} ({told})" if told else self.code
