"""Children that cannot outlive us: the kernel ends them when the thread that started them dies.

`setpriv` (util-linux, essential on Debian) sets the signal after it has given up root's rights,
which is the order in which it survives, and then becomes the program.
"""

import pwd


def tied(command: list[str], user: pwd.struct_passwd | None = None) -> list[str]:
    """`command` for subprocess, run as `user` and killed when its starter dies.

    Start it from a thread that lives as long as the child shall.
    """
    prefix = ["setpriv", "--pdeathsig", "KILL"]
    if user is not None:
        prefix += ["--reuid", str(user.pw_uid), "--regid", str(user.pw_gid), "--clear-groups"]
    return [*prefix, "--", *command]
