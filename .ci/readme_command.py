"""Print the N-th command (``sh`` block) of README.md, so that CI runs what newcomers run."""

import re
import sys
from pathlib import Path

blocks = re.findall(r"```sh\n(.*?)```", Path("README.md").read_text("utf-8"), re.DOTALL)
print(blocks[int(sys.argv[1]) - 1])
