"""Print the version and, for each table as loaded, its shape, dtypes and a digest of its values."""

import hashlib

import cubairan_data as cid

print(cid.__version__)
for name, frame in cid.load_all().items():
    values = hashlib.sha256(frame.to_json(orient="split", date_format="iso").encode()).hexdigest()
    print(name, frame.shape, ",".join(map(str, frame.dtypes)), values)
