"""Print the N-th command (``sh`` block) of README.md, or of a page named after it.

So CI runs what newcomers run.
"""

import re
import sys
from pathlib import Path

page = Path(sys.argv[2] if len(sys.argv) > 2 else "README.md")
blocks = re.findall(r"```sh\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
print(blocks[int(sys.argv[1]) - 1])
